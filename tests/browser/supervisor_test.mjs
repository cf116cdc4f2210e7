import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open_house } from "./house.mjs";
import { sign_in } from "./people.mjs";
import { describe } from "./suite.mjs";
import { page_is_sound, visit } from "./visit.mjs";

const tuesday_morning = "2026-12-01T15:00:00Z"; // much is due by tonight

describe("a supervisor's morning", () => {
  let house;
  before(async () => (house = await open_house({ clock: tuesday_morning })));
  after(() => house.close());

  test("begins at the board, where a figure opens its cases", () =>
    visit(house, async (page) => {
      await sign_in(page, "lee");
      await page.getByRole("link", { name: "Board", exact: true }).click();
      await page.getByRole("heading", { name: "The board" }).waitFor();
      await page_is_sound(page, "board");
      const due = page.getByRole("link", { name: /^\d+ nobody has it, Tue 1 Dec 2026$/ }).first();
      const count = parseInt(await due.innerText(), 10);
      await due.click();
      await page.getByRole("link", { name: "Export CSV" }).waitFor();
      assert.equal(await page.locator("tbody tr").count(), Math.min(count, 25));
      await page_is_sound(page, "cases-of-a-figure");
    }));

  test("goes on with somebody who called in sick: what they have goes to others, and no more comes to them", () =>
    visit(house, async (page) => {
      await sign_in(page, "lee", "/board/reviewers");
      await page_is_sound(page, "reviewers");
      await page.getByRole("link", { name: "Dr. Irene Moss", exact: true }).click();
      await page.getByLabel("First day away").fill("2026-12-01");
      await page.getByLabel("Last day away").fill("2026-12-04");
      await page.getByRole("button", { name: "Record" }).click();
      await page.getByText("Away until Fri 4 Dec 2026.").waitFor();
      await page_is_sound(page, "reviewer-away");
      await page.getByRole("button", { name: "Give all that are ticked" }).click();
      await page.getByText(/requests are given\.|One request is given\./).waitFor();
      await page.goto("/board/assignment");
      await page.locator("summary", { hasText: "Why not the others" }).first().click();
      await page_is_sound(page, "proposed-assignment");
      await page.getByRole("button", { name: /^Give this one/ }).first().click();
      await page.getByText("One request is given.").waitFor();
      await page.getByRole("button", { name: "Give all that are ticked" }).click();
      await page.getByText(/requests are given\./).waitFor();
      await page_is_sound(page, "given");
    }));

  test("and ends with the report of the month, and a look at the holidays", () =>
    visit(house, async (page) => {
      await sign_in(page, "lee", "/reports");
      await page.getByLabel("Month").selectOption("2026-11");
      await page.getByRole("button", { name: "Show" }).click();
      await page.getByRole("heading", { name: "Report of November 2026" }).waitFor();
      await page_is_sound(page, "report");
      const file = page.waitForEvent("download");
      await page.getByRole("link", { name: "All figures as CSV" }).click();
      assert.equal((await file).suggestedFilename(), "report-2026-11.csv");
      await page.goto("/board/calendars");
      await page.getByText("Christmas Day").first().waitFor();
      await page_is_sound(page, "calendars");
    }));
});
