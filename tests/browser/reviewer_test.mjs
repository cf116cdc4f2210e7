import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { assent, open_house, root } from "./house.mjs";
import { page_of, sign_in, write_approval } from "./people.mjs";
import { describe } from "./suite.mjs";
import { page_is_sound, tab_to, visit } from "./visit.mjs";

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
      await page.getByRole("link", { name: "Review and decide" }).click();
      await page.getByText("As in your last decision today.").waitFor(); // they approved another one before
      assert.equal(await page.getByLabel("Their version").inputValue(), "2026.1");
      await page_is_sound(page, "workbench");
      await page.getByLabel("Criteria", { exact: true }).fill("");
      await page.locator("label", { hasText: "Approve as requested" }).click();
      await page.getByText("One thing is missing before it can be sent.").waitFor(); // told while one writes
      await page.getByLabel("Criteria", { exact: true }).fill("therapy criteria");
      await page.getByLabel("Their version").fill("2026.1");
      await page.getByLabel("Why, in words").fill("The goals are measurable, and the order covers all of it.");
      await page.getByText("Nothing is missing.").waitFor();
      await page_is_sound(page, "approving");
      await page.getByRole("button", { name: "Send the determination" }).click();
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
      await write_approval(page, "Kept while refused.");
      // Somebody else is faster: the office withdraws the request meanwhile.
      const answer = await page.request.post(`${house.url}${house.case_of("C3")}/commands`, {
        headers: { authorization: `Bearer ${house.token_of("ana")}`, "content-type": "application/json" },
        data: { do: "withdraw", reason: "The family moved." },
      });
      assert.equal(answer.status(), 200);
      await page.getByRole("button", { name: "Send the determination" }).click();
      await page.getByRole("heading", { name: "not on your desk any more" }).waitFor();
      await page.getByText("Kept while refused.").waitFor();
      await page_is_sound(page, "refused");
    }, { refused: 1 }));

  test("hears on an open list that something has changed, and nothing moves before they want it", () =>
    visit(house, async (page) => {
      await sign_in(page, "pat");
      await page.getByRole("link", { name: house.case_of("C33").split("/").at(-1) }).waitFor();
      const rows = await page.locator(".as-list").allInnerTexts();
      const answer = await page.request.post(`${house.url}${house.case_of("C11")}/commands`, {
        headers: { authorization: `Bearer ${house.token_of("ana")}`, "content-type": "application/json" },
        data: { do: "withdraw", reason: "The family moved." },
      });
      assert.equal(answer.status(), 200);
      await page.getByRole("status").getByText("There is something new.").waitFor();
      assert.deepEqual(await page.locator(".as-list").allInnerTexts(), rows);
      await page.getByRole("link", { name: "Show it" }).click();
      await page.waitForFunction((before) => document.querySelector("[data-news]").textContent === "" &&
        [...document.querySelectorAll(".as-list")].map((list) => list.innerText).join() !== before, rows.join());
    }));

  test("goes from request to request with a key, and sees which keys there are", () =>
    visit(house, async (page) => {
      await sign_in(page, "pat");
      await page.keyboard.press("?");
      await page.getByText("the next request", { exact: true }).waitFor();
      await page.keyboard.press("n");
      await page.getByRole("heading", { name: /^Case C/ }).waitFor();
      const first = page.url();
      await page.keyboard.press("n");
      await page.waitForURL((url) => url.href !== first);
      await page.getByRole("heading", { name: /^Case C/ }).waitFor();
    }));

  test("takes a case and approves it with keys alone", () =>
    visit(house, async (page) => {
      const type = async (...keys) => {
        for (const key of keys) await (key.length > 9 ? page.keyboard.type(key) : page.keyboard.press(key));
      };
      await sign_in(page, "pat", page_of(house.case_of("C31")));
      await type("t");
      await page.getByText("It is with you.").waitFor();
      await type("d");
      await page.getByRole("heading", { name: /^Review of/ }).waitFor();
      await type("d", "Space", "Tab", "The order covers it.", "Tab", "therapy criteria", "Tab", "version 2026.1", "Tab");
      await page.getByText("Nothing is missing.").waitFor();
      await type("s");
      await tab_to(page, page.getByRole("button", { name: "Send the determination" }), 2);
      await type("Enter");
      await page.getByText(/^Approved on Mon 30 Nov 2026/).waitFor();
    }));

  test("never finds a way to deny at the first level", () =>
    visit(house, async (page) => {
      await sign_in(page, "pat", page_of(house.case_of("C3")));
      assert.equal(await page.getByText(/deny/i).count(), 0);
      await page.goto(`${page_of(house.case_of("C33"))}`);
      await page.getByRole("link", { name: "Review and decide" }).click();
      assert.equal(await page.getByLabel(/deny/i).count(), 0);
    }));
});

describe("a physician", () => {
  let house;
  before(async () => (house = await open_house()));
  after(() => house.close());

  const halve = async (page) => {
    await page.locator("label", { hasText: "Partially deny" }).click();
    await page.locator("summary", { hasText: "The part of line 1" }).click();
    await page.getByLabel("Units").fill("36");
    await page.getByLabel("Why, in words").fill("The goals can be reached with half of the sessions.");
    await page.getByLabel("Criteria", { exact: true }).fill("therapy criteria");
    await page.getByLabel("Their version").fill("2026.1");
  };

  test("denies a part once nothing is missing, with the letter beside it as the member will read it", () =>
    visit(house, async (page) => {
      await sign_in(page, "dr-moss", page_of(house.case_of("C37")));
      await page.getByRole("link", { name: "Review and decide" }).click();
      await halve(page);
      const beside = page.locator("#beside");
      await beside.getByText("One thing is missing before it can be sent.").waitFor();
      await beside.getByText("The goals can be reached with half of the sessions.").waitFor(); // in the letter
      assert.ok(await page.getByRole("button", { name: "Send the determination" }).isDisabled());
      await page_is_sound(page, "partial-denial-missing-call");
      await page.locator("summary", { hasText: "Record a call" }).click();
      await page.getByLabel("Whom you called").selectOption("ordering provider");
      await page.locator("label", { hasText: "Yes, we spoke" }).click();
      await page.getByLabel("What was said").fill("Dr. Hill agrees to half of it, with a review in spring.");
      await page.getByRole("button", { name: "Record the call" }).click();
      await page.getByText("The call is recorded.").waitFor();
      await beside.getByText("Nothing is missing.").waitFor();
      await page_is_sound(page, "partial-denial-ready");
      await page.getByRole("button", { name: "Send the determination" }).click();
      await page.getByText(/^Partly denied|^Partially denied/).first().waitFor();
      await page_is_sound(page, "partially-denied");
      await page.getByRole("button", { name: "Sign out" }).click();
      await sign_in(page, "ana", page_of(house.case_of("C37")));
      await page.getByRole("link", { name: /denial/ }).first().click();
      assert.match(await page.locator("body").innerText(), /half of the sessions/);
    }));

  test("steps in for a colleague who is away, and says why", () =>
    visit(house, async (page) => {
      await sign_in(page, "dr-fresh");
      await page.getByRole("link", { name: "What colleagues have" }).click();
      await page_is_sound(page, "what-colleagues-have");
      await page.goto(page_of(house.case_of("C17")));
      await page.locator("summary", { hasText: "Step in for a colleague" }).click();
      await page.getByText("Dr. Irene Moss has it").waitFor();
      await page_is_sound(page, "stepping-in");
      await page.getByLabel("Why you take it over").fill("Dr. Moss is ill, and it is due tonight.");
      await page.getByRole("button", { name: "Step in for a colleague" }).click();
      await page.getByText("It is with you.").waitFor();
      await page.locator("summary", { hasText: "Everything that happened" }).click();
      await page.getByText("Dr. Moss is ill, and it is due tonight.").waitFor();
      await page_is_sound(page, "stepped-in");
    }));
});

describe("two reviewers at one case", () => {
  let house;
  before(async () => (house = await open_house()));
  after(() => house.close());

  const tell = async (page, person, data) => {
    const headers = { authorization: `Bearer ${house.token_of(person)}` };
    const answer = await page.request.post(`${house.url}${house.case_of("C37")}/commands`, { headers, data });
    assert.ok(answer.ok(), await answer.text());
  };
  const step_in = async (page, reason) => {
    const why = page.getByLabel("Why you take it over"); // open at once for whoever was refused the case
    if (!(await why.isVisible())) await page.locator("summary", { hasText: "Step in for a colleague" }).click();
    await why.fill(reason);
    await page.getByRole("button", { name: "Step in for a colleague" }).click();
    await page.getByText("It is with you.").waitFor();
  };

  test("race for it, step in for each other and decide; each is told who was faster, and no word is lost", () =>
    visit(house, (moss) => visit(house, async (fresh) => {
      const address = page_of(house.case_of("C37"));
      await tell(moss, "dr-moss", { do: "release", reason: "The morning is full." });
      await sign_in(moss, "dr-moss", address);
      await sign_in(fresh, "dr-fresh", address);
      await moss.getByRole("button", { name: "Take this case" }).click();
      await moss.getByText("It is with you.").waitFor();
      await fresh.getByRole("button", { name: "Take this case" }).click();
      await fresh.getByText(/^Dr. Irene Moss took it on Mon 30 Nov 2026.* step in for them with a reason\.$/).waitFor();
      await page_is_sound(fresh, "somebody-was-faster");
      // One steps in while the other is writing, and is told while they write on.
      await moss.getByRole("link", { name: "Review and decide" }).click();
      const reason = moss.getByLabel("Why, in words");
      await moss.locator("label", { hasText: "Partially deny" }).click();
      await reason.fill("Half of the sessions");
      await moss.locator("#beside").getByText(/missing before it can be sent/).waitFor();
      await step_in(fresh, "It is due tonight, and Dr. Moss is at lunch.");
      await reason.fill("Half of the sessions reach the goals.");
      await moss.getByText(/Dr. Noel Fresh took it over on .*: It is due tonight/).waitFor();
      assert.equal(await reason.inputValue(), "Half of the sessions reach the goals.");
      assert.equal(await moss.getByText("It is with you.").count(), 0);
      await page_is_sound(moss, "taken-over-while-writing");
      // They take it back, and pend from the workbench what the colleague decides meanwhile.
      await moss.goto(address);
      await step_in(moss, "We spoke, and I go on with it.");
      await tell(moss, "dr-moss", { do: "contact", party: "ordering provider", reached: false, note: "No answer." });
      await moss.getByRole("link", { name: "Review and decide" }).click();
      await moss.locator("summary", { hasText: "Pend for information" }).click();
      await moss.getByLabel("What is missing, with commas between").fill("progress notes");
      await moss.getByLabel("Why it matters").fill("Nothing shows how far the child has come.");
      await fresh.goto(address);
      await step_in(fresh, "The office has called, it is urgent.");
      await write_approval(fresh, "The order covers all of it.");
      await fresh.getByRole("button", { name: "Send the determination" }).click();
      await fresh.getByText(/^Approved on Mon 30 Nov 2026/).waitFor();
      await moss.getByRole("button", { name: "Pend for information" }).click();
      await moss.getByText(/^Dr. Noel Fresh decided it on .* Nothing is left to decide\.$/).waitFor();
      await moss.getByText("Nothing shows how far the child has come.").waitFor();
      await page_is_sound(moss, "decided-meanwhile");
    }, { refused: 1 }), { refused: 1 }));
});

describe("a supervisor", () => {
  let house;
  before(async () => (house = await open_house()));
  after(() => house.close());

  test("gives a request to a reviewer who fits, and sees why the others do not", () =>
    visit(house, async (page) => {
      await sign_in(page, "lee");
      await page_is_sound(page, "work-to-give");
      await page.goto(page_of(house.case_of("C1")));
      await page.locator("summary", { hasText: "Give it to a reviewer" }).click();
      await page.locator("summary", { hasText: "Why not the others" }).click();
      await page.getByText(/Sam Whitfield: /).waitFor(); // of another discipline
      await page_is_sound(page, "giving-work");
      await page.getByLabel(/^To whom/).selectOption("pat");
      await page.getByRole("button", { name: "Give it to a reviewer" }).click();
      await page.locator("summary", { hasText: "Take it from whoever has it" }).waitFor();
      await page.getByRole("button", { name: "Sign out" }).click();
      await sign_in(page, "pat", page_of(house.case_of("C1")));
      await page.getByText("It is with you.").waitFor();
    }));
});

describe("an auditor", () => {
  let house;
  before(async () => (house = await open_house()));
  after(() => house.close());

  test("sees who has read a case, and what somebody has read", () =>
    visit(house, async (page) => {
      await sign_in(page, "ana", page_of(house.case_of("C1")));
      await page.getByRole("button", { name: "Sign out" }).click();
      await sign_in(page, "audit", page_of(house.case_of("C1")));
      await page.getByRole("link", { name: "Who has read this case" }).click();
      await page.getByRole("link", { name: "Ana Ruiz" }).waitFor();
      await page_is_sound(page, "who-has-read");
      await page.getByRole("link", { name: "Ana Ruiz" }).click();
      await page.getByRole("heading", { name: "What somebody has read" }).waitFor();
      await page_is_sound(page, "what-somebody-has-read");
      await page.getByLabel("Account").fill("pat");
      await page.getByRole("button", { name: "Look" }).click();
      await page.getByText("Nothing of it was read yet.").waitFor();
    }));

  test("finds what was done by whom and when, and takes it away as a file", () =>
    visit(house, async (page) => {
      await sign_in(page, "audit");
      await page.getByRole("link", { name: "Who did what" }).click();
      await page.getByLabel("Account").fill("sam");
      await page.getByLabel("What").selectOption("Pended");
      await page.getByLabel("From the day").fill("2026-11-30");
      await page.getByRole("button", { name: "Look" }).click();
      await page.getByRole("cell", { name: "Sam Whitfield, reviewer" }).first().waitFor();
      await page_is_sound(page, "who-did-what");
      const file = page.waitForEvent("download");
      await page.getByRole("link", { name: "As a file for a spreadsheet" }).click();
      assert.match(readFileSync(await (await file).path(), "utf8"), /^at,time,what,account,role,case,program,version,words,before,after\r\n2026-11-30T1[57]/);
    }));
});

describe("a concern for the agency", () => {
  let house;
  before(async () => (house = await open_house()));
  after(() => house.close());

  test("is listed with what became of it, for the auditor and the plan", () =>
    visit(house, async (page) => {
      const send = async (person, address, data, method = "post") => {
        const headers = { authorization: `Bearer ${house.token_of(person)}` };
        const answer = await page.request[method](house.url + address, { headers, data });
        assert.ok(answer.ok(), `${address}: ${await answer.text()}`);
        return answer;
      };
      const told = (person, name, data) => send(person, `${house.case_of(name)}/commands`, data);
      await sign_in(page, "pat", page_of(house.case_of("C3")));
      await page.locator("summary", { hasText: "Report a concern" }).click();
      await page.getByLabel(/^What was seen/).fill("The signature of the order looks copied from that of C1.");
      await page.getByRole("button", { name: "Report a concern" }).click();
      await page.getByText("It is with you.").waitFor();
      await told("pat", "C3", { do: "report", facts: { "fraud.suspected": "2026-11-30 11:55" } });
      await send("plan", "/api/v1/people/inspector", { name: "Ines Vega", role: "agency", organization: "agency" }, "put");
      const { token } = await (await send("plan", "/api/v1/people/inspector/tokens", { name: "test" })).json();
      const held = await page.request.post(`${house.url}${house.case_of("C3")}/commands`, {
        headers: { authorization: `Bearer ${token}` },
        data: { do: "direct", direction: "hold", words: "Send us the original of the order." },
      });
      assert.equal(held.status(), 200);
      const directed = await page.request.post(`${house.url}/api/v1/programs/florida-medicaid/therapy/directions`, {
        headers: { authorization: `Bearer ${token}` },
        data: { provider: "little-harbor", direction: "alter", words: "Compare every signature." },
      });
      assert.equal(directed.status(), 204);
      await page.getByRole("button", { name: "Sign out" }).click();
      await sign_in(page, "audit");
      await page.getByRole("link", { name: "Concerns" }).click();
      await page.getByText("The case is on hold.").waitFor();
      await page.getByText(/Fraud report to agency/).first().waitFor();
      await page.getByText("alter. Compare every signature.").waitFor();
      await page_is_sound(page, "concerns");
      await page.getByRole("button", { name: "Sign out" }).click();
      await sign_in(page, "plan", "/concerns");
      await page.getByText("looks copied").waitFor();
      assert.equal(await page.locator("main a[href^='/cases/']").count(), 0);
    }));
});

describe("whoever reads the rules", () => {
  let house;
  // Once more with another limit, from the next year on.
  const publish_another = (data) => {
    const programs = `${data}.programs`;
    cpSync(path.join(root, "programs"), programs, { recursive: true });
    const file = path.join(programs, "mo-healthnet/complementary-therapy/2021-01-01/program.policy");
    writeFileSync(file, readFileSync(file, "utf8").replace(/we read    /, "we read    From now on. "));
    execFileSync(assent, ["publish", path.join(programs, "mo-healthnet/complementary-therapy"), "--data", data]);
  };
  before(async () => (house = await open_house({ prepare: publish_another })));
  after(() => house.close());

  test("sees each version, its rules beside their phrases, and what changed between two", () =>
    visit(house, async (page) => {
      await sign_in(page, "pat");
      await page.getByRole("link", { name: "Programs" }).click();
      await page_is_sound(page, "programs");
      await page.getByRole("link", { name: "what changed" }).click();
      await page.getByText("From now on.").waitFor();
      await page_is_sound(page, "program-changes");
      await page.goBack();
      await page.getByRole("row", { name: /2021/ }).getByRole("link").first().click();
      await page.getByRole("heading", { name: "Its own rules" }).waitFor();
      await page_is_sound(page, "program");
    }));
});
