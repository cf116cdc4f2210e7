import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open_house } from "./house.mjs";
import { fill_admission, sign_in } from "./people.mjs";
import { describe } from "./suite.mjs";
import { page_is_sound, visit } from "./visit.mjs";

describe("a new request", () => {
  let house;
  before(async () => (house = await open_house()));
  after(() => house.close());

  for (const [how, { scripts, slow }] of Object.entries({
    "with scripts": { scripts: true }, "without scripts": { scripts: false }, "over a slow line": { scripts: true, slow: true },
  }))
    test(`is filled in, looked at, and sent ${how}`, () =>
      visit(house, async (page) => {
        await sign_in(page, "ana", "/new");
        if (scripts && !slow) await page_is_sound(page, "new");
        await page.getByRole("link", { name: /admission/ }).click();
        await fill_admission(page);
        await page.getByRole("button", { name: "What would happen?" }).click();
        await page.getByRole("status").getByText(/papers are owed/).waitFor();
        if (scripts && !slow) await page_is_sound(page, "new-looked-at");
        for (const paper of await page.locator(".usa-checkbox__label").all()) await paper.click();
        await page.getByRole("button", { name: "What would happen?" }).click();
        await page.getByRole("status").getByText(/^With the first level/).waitFor();
        await page.getByRole("button", { name: "Send it" }).click();
        await page.getByRole("heading", { name: /^Case C/ }).waitFor();
        await page.getByText("Nothing is needed from you.").waitFor();
      }, { scripts, slow }));

  test("is saved as a draft, which a colleague finds, changes and sends; then there is no draft", () =>
    visit(house, async (page) => {
      await sign_in(page, "ana", "/new");
      await page.getByRole("link", { name: /admission/ }).click();
      await page.getByLabel("Member's identifier").fill("M3");
      await page.getByLabel("On which day do the services start?").fill("2026-12-11");
      await page.getByRole("button", { name: "Save for the office" }).click();
      await page.waitForURL(/draft=/);
      assert.equal(await page.getByLabel("Member's identifier").inputValue(), "M3");
      await page.goto("/new");
      await page.getByRole("link", { name: "member M3" }).click();
      await fill_admission(page);
      await page.getByRole("button", { name: "Send it" }).click();
      await page.getByRole("heading", { name: /^Case C/ }).waitFor();
      await page.goto("/new");
      await page.getByText("No drafts.").waitFor();
      await page.getByRole("button", { name: "Sign out" }).click();
      await sign_in(page, "ben", "/new");
      await page.getByText("No drafts.").waitFor();
    }));

  test("says at its field what cannot be read, and keeps the rest", () =>
    visit(house, async (page) => {
      await sign_in(page, "ana", "/new");
      await page.getByRole("link", { name: /admission/ }).click();
      await fill_admission(page);
      await page.getByLabel("How many units are asked for?").first().fill("many");
      await page.getByRole("button", { name: "Send it" }).click();
      await page.getByRole("alert").getByText("Write a number").waitFor();
      assert.equal(await page.getByLabel("Member's identifier").inputValue(), "M1");
      assert.equal(await page.getByLabel("How many units are asked for?").first().inputValue(), "many");
      await page_is_sound(page, "new-wrong");
    }, { refused: 1 }));

  test("is kept while it is typed, and says what would become of it, without touching what is typed", () =>
    visit(house, async (page) => {
      await sign_in(page, "ana", "/new");
      await page.getByRole("link", { name: /admission/ }).click();
      await page.getByLabel("Member's identifier").fill("M9");
      await page.getByText(/^Saved \d\d:\d\d E[SD]T, shared with your office\.$/).waitFor();
      await page.waitForURL(/draft=/);
      await fill_admission(page);
      await page.getByLabel("Member's identifier").fill("M9");
      const line = page.getByRole("group", { name: /^Service line 1/ });
      const code = line.getByLabel("Which therapy code?");
      await code.fill("");
      await code.focus();
      await page.keyboard.type("97530");
      await page.getByText("one discipline").waitFor();
      await page.getByText("It would not be taken yet:").waitFor();
      await page_is_sound(page, "new-typing");
      await code.focus();
      for (let i = 0; i < 5; ++i) await page.keyboard.press("Backspace");
      await page.keyboard.type("97110");
      await page.getByText(/^With the first level/).waitFor();
      assert.equal(await code.evaluate((one) => one === document.activeElement), true, "the focus stays");
      assert.equal(await code.evaluate((one) => one.selectionStart), 5, "and the caret");
      await page_is_sound(page, "new-typed");
      await page.reload();
      assert.equal(await page.getByLabel("Member's identifier").inputValue(), "M9");
      await page.locator("summary", { hasText: "Delete this draft" }).click();
      await page.getByRole("button", { name: "Delete it for the whole office" }).click();
      await page.getByText("No drafts.").waitFor();
    }));

  test("is not overwritten by a page that a colleague has overtaken, which says so and keeps what is typed", () =>
    visit(house, async (page) => {
      await sign_in(page, "ana", "/new");
      await page.getByRole("link", { name: /admission/ }).click();
      await page.getByLabel("Member's identifier").fill("M13");
      await page.getByText(/^Saved \d\d:\d\d/).waitFor();
      await page.waitForURL(/draft=/);
      const other = await page.context().newPage(); // of the same draft, as a colleague would open it
      await other.goto(page.url());
      await other.getByLabel("On which day do the services start?").fill("2026-12-14");
      await other.getByText(/^Saved \d\d:\d\d/).waitFor();
      await page.getByLabel("Member's identifier").fill("M14");
      await page.getByText("Not saved: ana has saved it in between.").waitFor();
      assert.equal(await page.getByLabel("Member's identifier").inputValue(), "M14");
      await page_is_sound(page, "new-overtaken");
      await other.reload();
      assert.equal(await other.getByLabel("Member's identifier").inputValue(), "M13");
      assert.equal(await other.getByLabel("On which day do the services start?").inputValue(), "2026-12-14");
    }));

  test("says when it cannot be kept, keeps what is typed, and goes on when it can", () =>
    visit(house, async (page) => {
      await sign_in(page, "ana", "/new");
      await page.getByRole("link", { name: /admission/ }).click();
      await page.route("**/new/**", (route) => route.fulfill({ status: 503, body: "" }), { times: 1 });
      await page.getByLabel("Member's identifier").fill("M10");
      await page.getByText("Not saved: the server does not answer.").waitFor();
      assert.equal(await page.getByLabel("Member's identifier").inputValue(), "M10");
      await page.getByLabel("On which day do the services start?").fill("2026-12-12");
      await page.getByText(/^Saved \d\d:\d\d/).waitFor();
      const cookies = await page.context().cookies();
      await page.context().clearCookies();
      await page.getByLabel("Member's identifier").fill("M11");
      await page.getByText("Not saved: your session has ended.").waitFor();
      await page.context().addCookies(cookies);
      await page.getByRole("button", { name: "Save for the office" }).click();
      await page.waitForURL(/draft=/);
      assert.equal(await page.getByLabel("Member's identifier").inputValue(), "M11");
    }, { refused: 2 }));
});
