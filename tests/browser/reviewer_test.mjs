import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { open_house } from "./house.mjs";
import { page_of, sign_in } from "./people.mjs";
import { page_is_sound, visit } from "./visit.mjs";

describe("a reviewer", () => {
  let house;
  before(async () => (house = await open_house()));
  after(() => house.close());

  test("finds work, takes a case, approves it with a reason, and the office reads it", () =>
    visit(house, async (page) => {
      const address = page_of(house.case_of("C1"));
      await sign_in(page, "pat");
      await page_is_sound(page, "work");
      await page.goto(address);
      await page.getByRole("button", { name: "Take this case" }).click();
      await page.getByText("It is with you.").waitFor();
      await page_is_sound(page, "case-of-reviewer");
      await page.locator("summary", { hasText: "Approve as requested" }).click();
      const form = page.locator("form", { has: page.getByLabel("Criteria", { exact: true }) });
      await form.getByLabel("Criteria", { exact: true }).fill("therapy criteria");
      await form.getByLabel("Their version").fill("2026.1");
      await form.getByLabel("Why").fill("The goals are measurable, and the order covers all of it.");
      await page_is_sound(page, "approving");
      await form.getByRole("button", { name: "Approve as requested" }).click();
      await page.getByText(/^Approved on Mon 30 Nov 2026/).waitFor();
      await page.getByRole("button", { name: "Sign out" }).click();
      await sign_in(page, "ana", address);
      await page.getByText(/^Approved on Mon 30 Nov 2026/).waitFor();
      await page.getByText("The goals are measurable").waitFor();
      await page_is_sound(page, "approved");
      await page.getByRole("link", { name: "approval" }).first().click();
      assert.match(await page.locator("body").innerText(), /approved/i);
    }));

  test("is told what to do instead, and keeps what was typed", () =>
    visit(house, async (page) => {
      await sign_in(page, "pat", page_of(house.case_of("C3"))); // pat has it
      await page.locator("summary", { hasText: "Approve as requested" }).click();
      const form = page.locator("form", { has: page.getByLabel("Criteria", { exact: true }) });
      await form.getByLabel("Criteria", { exact: true }).fill("therapy criteria");
      await form.getByLabel("Their version").fill("2026.1");
      await form.getByLabel("Why").fill("Kept while refused.");
      // Somebody else is faster: the office withdraws the request meanwhile.
      const answer = await page.request.post(`${house.url}${house.case_of("C3")}/commands`, {
        headers: { authorization: `Bearer ${house.token_of("ana")}`, "content-type": "application/json" },
        data: { do: "withdraw", reason: "The family moved." },
      });
      assert.equal(answer.status(), 200);
      await form.getByRole("button", { name: "Approve as requested" }).click();
      await page.getByRole("alert").waitFor();
      await page.getByText("What you had written").click();
      await page.getByText("Kept while refused.").waitFor();
      await page_is_sound(page, "refused");
    }, { refused: 1 }));

  test("never finds a way to deny at the first level", () =>
    visit(house, async (page) => {
      await sign_in(page, "pat", page_of(house.case_of("C3")));
      assert.equal(await page.getByText(/deny/i).count(), 0);
    }));
});
