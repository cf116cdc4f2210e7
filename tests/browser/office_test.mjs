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

describe("an office with files and questions", () => {
  let house;
  before(async () => (house = await open_house()));
  after(() => house.close());

  const pdf = { name: "plan of care.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\nplan of care\n") };

  test("answers a pend with a file, which the reviewer gets as it was", () =>
    visit(house, async (page) => {
      const address = page_of(house.case_of("C4"));
      await sign_in(page, "ben", address);
      await page.locator("summary", { hasText: "Answer what was asked for" }).click();
      await page.getByLabel("or a file of it").setInputFiles({ ...pdf, name: "plan.exe", buffer: Buffer.from([0, 1, 2]) });
      await page.getByRole("button", { name: "Answer what was asked for" }).click();
      await page.getByRole("alert").getByText(/plan.exe is of a type that is not taken/).waitFor();
      await page_is_sound(page, "file-refused");
      await page.getByLabel("or a file of it").setInputFiles(pdf);
      await page.getByRole("button", { name: "Answer what was asked for" }).click();
      await page.getByText(/^With the first level/).waitFor();
      await page_is_sound(page, "answered-with-file");
      await page.getByRole("button", { name: "Sign out" }).click();
      await sign_in(page, "sam", address);
      const [download] = await Promise.all([
        page.waitForEvent("download"), page.getByRole("link", { name: "download" }).click(),
      ]);
      const kept = await download.createReadStream();
      const chunks = [];
      for await (const chunk of kept) chunks.push(chunk);
      assert.deepEqual(Buffer.concat(chunks), pdf.buffer);
      await page.goto("/");
      await page.getByRole("button", { name: "Sign out" }).click();
      const link = await download.url();
      await sign_in(page, "ana", new URL(link).pathname);
      await page.getByRole("heading", { name: "There is no such case" }).waitFor();
    }, { refused: 2 }));

  test("asks a question and reads the answer", () =>
    visit(house, async (page) => {
      const address = page_of(house.case_of("C6"));
      await sign_in(page, "ben", address);
      await page.getByText("When does the number arrive?").waitFor();
      await page.getByRole("button", { name: "Sign out" }).click();
      await sign_in(page, "sam", address);
      await page.getByLabel("Your answer").fill("Within two days, by this page.");
      await page_is_sound(page, "answering-a-question");
      await page.getByRole("button", { name: "Answer", exact: true }).click();
      await page.getByText("Within two days, by this page.").waitFor();
      await page.getByRole("button", { name: "Sign out" }).click();
      await sign_in(page, "ben", address);
      await page.getByText("Within two days, by this page.").waitFor();
      await page_is_sound(page, "question-answered");
    }));

  test("asks for more of what was approved, with what was told before", () =>
    visit(house, async (page) => {
      await sign_in(page, "ben", page_of(house.case_of("C6")));
      await page.getByRole("link", { name: "Ask for modification" }).click();
      await page_is_sound(page, "modification");
      const line = page.getByRole("group", { name: /^Service line 1/ });
      assert.equal(await line.getByLabel("Which therapy code?").inputValue(), "92507");
      await line.getByLabel("How many units are asked for?").fill("60");
      await line.getByLabel("How many units were ordered?").fill("60");
      await page.getByRole("button", { name: "What would happen?" }).click();
      const question = "Does a change in the recipient's clinical status make more services necessary?";
      await page.getByRole("alert").getByText(question).waitFor();
      await page.getByLabel(question).selectOption("yes");
      await page.getByRole("button", { name: "What would happen?" }).click();
      await page.getByRole("status").waitFor();
      await page_is_sound(page, "modification-looked-at");
      await page.getByRole("button", { name: "Send it" }).click();
      await page.getByRole("heading", { name: /^Case / }).waitFor();
      await page.getByRole("heading", { name: "Request 2: modification" }).waitFor();
    }));
});
