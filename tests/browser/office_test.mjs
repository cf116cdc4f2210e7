import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { open_house } from "./house.mjs";
import { page_of, password, sign_in } from "./people.mjs";
import { page_is_sound, tab_to, visit } from "./visit.mjs";

describe("an office", () => {
  let house;
  before(async () => (house = await open_house()));
  after(() => house.close());

  test("signs in, sees what needs it first, and signs out", () =>
    visit(house, async (page) => {
      await page.goto("/");
      assert.equal(new URL(page.url()).pathname, "/sign-in");
      await page_is_sound(page, "sign-in");
      await sign_in(page, "ana");
      await page_is_sound(page, "office");
      await page.getByRole("heading", { name: "Nothing needs you now" }).waitFor();
      await page.getByRole("button", { name: "Sign out" }).click();
      await page.goto("/");
      assert.equal(new URL(page.url()).pathname, "/sign-in");
    }));

  test("does all of that with the keyboard", () =>
    visit(house, async (page) => {
      await page.goto("/sign-in");
      await tab_to(page, page.getByRole("link", { name: "Skip to main content" }), 1);
      await page.keyboard.press("Enter");
      await tab_to(page, page.getByLabel("Account"));
      await page.keyboard.type("ana");
      await tab_to(page, page.getByLabel("Password"), 1);
      await page.keyboard.type(password);
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { level: 1 }).waitFor();
      await tab_to(page, page.locator("tbody a").first());
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: /^Case / }).waitFor();
    }));

  test("is told that a password is wrong, and nothing more", () =>
    visit(house, async (page) => {
      for (const account of ["ben", "nobody-at-all"]) {
        await page.goto("/sign-in");
        await page.getByLabel("Account").fill(account);
        await page.getByLabel("Password").fill("not this one, surely");
        const answered = page.waitForResponse((response) => response.request().method() === "POST");
        await page.getByRole("button", { name: "Sign in" }).click();
        assert.equal((await answered).status(), 422);
        await page.getByRole("alert").getByText("Account or password is wrong").waitFor();
      }
      await page_is_sound(page, "sign-in-wrong");
    }, { refused: 2 }));

  test("opens its case, and no case of another office", () =>
    visit(house, async (page) => {
      const address = page_of(house.case_of("C1"));
      await sign_in(page, "ana", address);
      assert.equal(new URL(page.url()).pathname, address);
      await page_is_sound(page, "case-of-office");
      await page.getByRole("button", { name: "Sign out" }).click();
      await sign_in(page, "ben", address);
      await page.getByRole("heading", { name: "There is no such case" }).waitFor();
      await page_is_sound(page, "no-such-case");
    }, { refused: 1 }));
});

describe("an office at a pended case", () => {
  let house;
  before(async () => (house = await open_house()));
  after(() => house.close());

  test("is told what is awaited and by when, and answers it on a phone", () =>
    visit(house, async (page) => {
      await sign_in(page, "ben");
      assert.ok((await page.locator("tr.as-waits").count()) > 0, "something waits for this office");
      await page_is_sound(page, "office-with-pends");
      await page.goto(page_of(house.case_of("C4")));
      await page.getByText(/You are asked to supply information by/).first().waitFor();
      await page.locator("summary", { hasText: "Answer what was asked for" }).click();
      await page_is_sound(page, "answering");
      await page.getByRole("button", { name: "Answer what was asked for" }).click();
      await page.getByText(/^With the first level/).waitFor();
      await page.getByText("Nothing is needed from you.").waitFor();
    }, { on: "phone" }));

  test("withdraws without scripts", () =>
    visit(house, async (page) => {
      await sign_in(page, "ben", page_of(house.case_of("C8")));
      await page.locator("summary", { hasText: "Withdraw the request" }).click();
      await page.getByLabel("Why").fill("The family moved to another county.");
      await page.getByRole("button", { name: "Withdraw the request" }).click();
      await page.getByText(/^Withdrawn on Mon 30 Nov 2026/).waitFor();
    }, { scripts: false }));

  test("loses nothing when its session ends while it writes", () =>
    visit(house, async (page) => {
      const address = page_of(house.case_of("C12"));
      await sign_in(page, "ben", address);
      await page.locator("summary", { hasText: "Ask a question" }).click();
      await page.getByLabel("Your question").fill("Does \"3 < 4\" & so on come through?");
      await page.context().clearCookies();
      await page.getByRole("button", { name: "Ask a question" }).click();
      await page.getByText("Your session has ended").waitFor();
      await page_is_sound(page, "session-ended");
      await page.getByLabel("Account").fill("ben");
      await page.getByLabel("Password").fill(password);
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.getByRole("heading", { name: "You are signed in again" }).waitFor();
      await page_is_sound(page, "signed-in-again");
      await page.getByRole("button", { name: "Send it now" }).click();
      await page.getByRole("heading", { name: /^Case / }).waitFor();
      const answer = await page.request.get(`${house.url}${house.case_of("C12")}`, {
        headers: { authorization: `Bearer ${house.token_of("ben")}` },
      });
      assert.ok((await answer.json()).threads.length > 0, "the question is there");
    }, { refused: 1 }));
});
