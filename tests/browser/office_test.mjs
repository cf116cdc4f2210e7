import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open_house } from "./house.mjs";
import { page_of, password, sign_in } from "./people.mjs";
import { describe } from "./suite.mjs";
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
      await page.getByRole("link", { name: "Cover sheets, to fax papers" }).click();
      await page.getByRole("heading", { name: /^Cover sheets of request/ }).waitFor();
      await page_is_sound(page, "cover-sheets");
      await page.getByRole("link", { name: /^Back to case/ }).click();
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
      await page.getByText("If you send it now").waitFor();
      await page_is_sound(page, "modification-looked-at");
      await page.getByRole("button", { name: "Send it" }).click();
      await page.getByRole("heading", { name: /^Case / }).waitFor();
      await page.getByRole("heading", { name: "Request 2: modification" }).waitFor();
    }));
});

describe("an office's list of requests", () => {
  let house;
  before(async () => (house = await open_house()));
  after(() => house.close());

  // What the demonstration has for this office, by what stands in its list.
  const rows = (page) => page.locator("#cases tbody tr");

  test("follows what is typed, says how many it found, and can be kept by its address", () =>
    visit(house, async (page) => {
      await sign_in(page, "ana");
      const all = await rows(page).count();
      assert.ok(all > 10, `${all} rows`);
      const box = page.getByLabel("Name, member, number or code");
      await box.focus();
      await page.keyboard.type("M11");
      await page.waitForFunction(() => document.querySelectorAll("#cases tbody tr").length === 1);
      assert.equal(await page.locator("#found").innerText(), "1 request.");
      assert.equal(await box.evaluate((one) => one === document.activeElement), true, "the focus stays");
      await page.waitForURL(/\?text=M11$/);
      await page.reload();
      assert.equal(await rows(page).count(), 1);
      await page_is_sound(page, "office-found");
      await page.getByLabel("Name, member, number or code").fill("nobody at all");
      await page.getByText("Nothing fits.").waitFor();
      await page_is_sound(page, "office-found-none");
      await page.goBack();
      await page.getByRole("cell", { name: "Lia Rivera" }).waitFor();
      assert.equal(new URL(page.url()).search, "?text=M11");
    }));

  test("is narrowed by service, state and person without scripts, and exported", () =>
    visit(house, async (page) => {
      await sign_in(page, "ana");
      await page.getByLabel("Service").selectOption("physical therapy");
      await page.getByLabel("State").selectOption("in review");
      await page.getByLabel("Whose").selectOption("mine");
      await page.getByRole("button", { name: "Look" }).click();
      await page.waitForURL(/state=in\+review/);
      const found = await rows(page).count();
      assert.ok(found > 0);
      const [download] = await Promise.all([
        page.waitForEvent("download"), page.getByRole("link", { name: "Export CSV" }).click(),
      ]);
      assert.equal(download.suggestedFilename(), "cases.csv");
      const chunks = [];
      for await (const chunk of await download.createReadStream()) chunks.push(chunk);
      const lines = Buffer.concat(chunks).toString().trim().split("\r\n");
      assert.equal(lines.length - 1, found);
      assert.ok(lines.slice(1).every((line) => line.includes("in review")));
      assert.equal(await page.getByRole("button", { name: "Print" }).count(), 0, "which needs a script");
    }, { scripts: false }));

  test("prints one sheet wide, without what only a screen can do", () =>
    visit(house, async (page) => {
      await sign_in(page, "ana");
      await page.getByRole("button", { name: "Print" }).waitFor();
      await page.emulateMedia({ media: "print" });
      assert.equal(await page.getByRole("button", { name: "Look" }).isVisible(), false);
      assert.equal(await page.getByRole("navigation").isVisible(), false);
      await page.setViewportSize({ width: 700, height: 1000 }); // a sheet, less its margins
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= 700, `${wide}`);
      await page.screenshot({ path: "build/screens/office-printed.png", fullPage: true });
    }));

  test("leads to signing in when the session ends while it is searched", () =>
    visit(house, async (page) => {
      await sign_in(page, "ana");
      await page.context().clearCookies();
      await page.getByLabel("Name, member, number or code").fill("M1");
      await page.getByRole("heading", { name: "Sign in" }).waitFor();
    }));
});

describe("an office with more requests than fit on a page", () => {
  let house;
  before(async () => {
    house = await open_house();
    for (let member = 1; member <= 8; ++member) await ask_for_occupational_therapy(`M${member}`);
  });
  after(() => house.close());

  async function ask_for_occupational_therapy(member) {
    const line = { code: "97530", units: 24, frequency: 1, duration: 168, ordered_units: 24, ordered_frequency: 1, ordered_duration: 168 };
    const facts = { "request.discipline": "occupational therapy", "request.start": "2026-12-15" };
    const answer = await fetch(`${house.url}/api/v1/cases`, {
      method: "POST",
      headers: { authorization: `Bearer ${house.token_of("ana")}`, "content-type": "application/json" },
      body: JSON.stringify({
        program: "florida-medicaid/therapy", member,
        request: { type: "admission", facts, lines: [line], participants: { "ordering provider": "dr-hill" } },
      }),
    });
    assert.equal(answer.status, 201, await answer.text());
  }

  for (const scripts of [true, false])
    test(`turns its pages ${scripts ? "with" : "without"} scripts`, () =>
      visit(house, async (page) => {
        await sign_in(page, "ana");
        const rows = page.locator("#cases tbody tr");
        assert.equal(await rows.count(), 25);
        await page.getByText("25 requests, and there are more.").waitFor();
        if (scripts) await page_is_sound(page, "office-many");
        const first = await page.locator("#cases tbody th").allInnerTexts();
        await page.getByRole("link", { name: "Next 25" }).click();
        await page.getByRole("link", { name: "Back to the first" }).waitFor();
        const second = await page.locator("#cases tbody th").allInnerTexts();
        assert.equal(second.length, 3);
        assert.ok(second.every((one) => !first.includes(one)), "no request is shown twice");
        await page.getByRole("link", { name: "Back to the first" }).click();
        await page.getByRole("link", { name: "Next 25" }).waitFor();
      }, { scripts }));
});

describe("files of an office", () => {
  let house;
  before(async () => (house = await open_house()));
  after(() => house.close());

  const large = (bytes) => ({
    name: "plan of care.pdf", mimeType: "application/pdf",
    buffer: Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(bytes, "x")]),
  });

  for (const scripts of [true, false])
    test(`may be large ${scripts ? "with" : "without"} scripts`, () =>
      visit(house, async (page) => {
        const address = page_of(house.case_of(scripts ? "C4" : "C16"));
        await sign_in(page, "ben", address);
        await page.locator("summary", { hasText: "Answer what was asked for" }).click();
        await page.getByLabel("or a file of it").setInputFiles(large(9 << 20));
        await page.getByRole("button", { name: "Answer what was asked for" }).click();
        await page.getByText(/^With the first level/).waitFor();
        assert.equal(new URL(page.url()).pathname, address);
      }, { scripts }));

  // At a new request, with so large a paper.
  async function choose_a_paper(page, bytes) {
    await sign_in(page, "ben", page_of(house.case_of("C12")));
    await page.goto("/new");
    await page.getByRole("link", { name: /admission/ }).click();
    await page.getByLabel("Member's identifier").fill("M12");
    await page.getByLabel("Which therapy is asked for?").selectOption("speech-language pathology");
    await page.locator("#papers input[type=file]").first().waitFor();
    await page.locator("#papers input[type=file]").first().setInputFiles(large(bytes));
  }

  test("are asked for again when they were large and the session had ended, and what was typed stays", () =>
    visit(house, async (page) => {
      await choose_a_paper(page, 9 << 20);
      await page.context().clearCookies();
      await page.getByRole("button", { name: "Save for the office" }).click();
      await page.getByText("Files have to be chosen again.").waitFor();
      await page.getByLabel("Account").fill("ben");
      await page.getByLabel("Password").fill(password);
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.getByRole("heading", { name: "You are signed in again" }).waitFor();
      await page.getByRole("button", { name: "Send it now" }).click();
      await page.getByRole("heading", { name: "New admission" }).waitFor();
      assert.equal(await page.getByLabel("Member's identifier").inputValue(), "M12");
    }, { refused: 2 }));

  test("are told to be too large, and what was typed stays", () =>
    visit(house, async (page) => {
      await choose_a_paper(page, 40 << 20);
      await page.getByRole("button", { name: "Save for the office" }).click();
      await page.getByText(/too large/).waitFor();
      assert.equal(await page.getByLabel("Member's identifier").inputValue(), "M12");
      await page_is_sound(page, "file-too-large");
    }));
});
