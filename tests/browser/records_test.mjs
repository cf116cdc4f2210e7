import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open_house } from "./house.mjs";
import { sign_in } from "./people.mjs";
import { describe } from "./suite.mjs";
import { page_is_sound, visit } from "./visit.mjs";

describe("looking after the house's own work", () => {
  let house;
  before(async () => (house = await open_house({ environment: { ASSENT_RETENTION_YEARS: "10" } })));
  after(() => house.close());

  test("decisions are drawn, looked at by somebody who knows nothing of them, and compared", async () => {
    let sample;
    await visit(house, async (page) => {
      await sign_in(page, "audit");
      await page.getByRole("link", { name: "Samples", exact: true }).click();
      await page.getByText("Draw a sample").click();
      await page.getByLabel("How many decisions").fill("20");
      await page.getByLabel("Seed").fill("pears");
      await page_is_sound(page, "samples");
      await page.getByRole("button", { name: "Draw", exact: true }).click();
      await page.getByRole("heading", { name: /^Sample 2026-11-S/ }).waitFor();
      sample = new URL(page.url()).pathname;
    });
    await visit(house, async (page) => {
      await sign_in(page, "dr-fresh", "/opinions");
      await page_is_sound(page, "second-opinions");
      await page.getByRole("link", { name: /^Request 1 of case/ }).first().click();
      await page.getByRole("heading", { name: "What would you have decided?" }).waitFor();
      await page.locator("label", { hasText: "Approve a part" }).click();
      await page.getByLabel("Why", { exact: true }).fill("Half of it seems to be enough.");
      await page_is_sound(page, "second-opinion");
      await page.getByRole("button", { name: "Give the opinion" }).click();
      await page.getByText("You have given 1.").waitFor();
    });
    await visit(house, async (page) => {
      await sign_in(page, "audit", sample);
      await page.getByText("Half of it seems to be enough.").waitFor();
      await page_is_sound(page, "sample");
      await page.getByRole("link", { name: "Only where they differ" }).click();
      assert.equal(await page.getByText("(not the same)").count(), 1);
    });
  });

  test("a member's records are held for a matter, and are not any more when it is over", () =>
    visit(house, async (page) => {
      await sign_in(page, "plan", "/retention");
      await page.getByText("Hold a case, or all of a member").click();
      await page.getByLabel("The case or the member").fill("M1");
      await page.getByLabel("Why").fill("Rivera against the plan, 26-CV-1107");
      await page.getByRole("button", { name: "Hold", exact: true }).click();
      await page.getByText("Lift hold 1").click();
      await page_is_sound(page, "retention");
      await page.getByRole("row", { name: /26-CV-1107/ }).getByLabel("Why").fill("It was settled.");
      await page.getByRole("button", { name: "Lift it" }).click();
      await page.getByText(/lifted .*It was settled\./).waitFor();
    }));
});
