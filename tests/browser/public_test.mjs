import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open_house } from "./house.mjs";
import { describe } from "./suite.mjs";
import { page_is_sound, visit } from "./visit.mjs";

describe("whoever asks whether authorization is needed", () => {
  let house;
  before(async () => (house = await open_house()));
  after(() => house.close());

  test("chooses a program, answers what still matters, and is told what would happen", () =>
    visit(house, async (page) => {
      await page.goto("/ask");
      await page_is_sound(page, "ask");
      await page.getByRole("link", { name: /complementary/i }).click();
      await page_is_sound(page, "ask-program");
      const fields = await page.locator("form .usa-form-group").count();
      assert.ok(fields > 0, "something is asked");
      const date = page.locator("input[name='member.birth_date']");
      if (await date.count()) await date.fill("1975-06-30");
      await page.getByLabel(/How many therapy units has the participant used/).fill("100");
      await page.getByRole("button", { name: "What would happen?" }).click();
      await page.getByRole("status").waitFor();
      await page_is_sound(page, "ask-answer");
      assert.match(page.url(), /birth_date=1975-06-30/);
    }));

  test("is told beside the field what cannot be read", () =>
    visit(house, async (page) => {
      await page.goto("/ask/mo-healthnet/complementary-therapy?member.birth_date=yesterday");
      await page.getByRole("alert").getByText("Write a date").waitFor();
      await page_is_sound(page, "ask-wrong");
    }));
});

describe("whoever looks up what is needed", () => {
  let house;
  before(async () => (house = await open_house()));
  after(() => house.close());

  test("finds codes, papers and contacts without an account, and keeps them by their address", () =>
    visit(house, async (page) => {
      await page.goto("/needs");
      await page_is_sound(page, "needs");
      await page.getByRole("link", { name: "Therapy services prior authorization" }).click();
      await page_is_sound(page, "needs-program");
      await page.getByLabel("A code or a word").fill("group");
      await page.getByLabel("On the day").fill("2026-01-02");
      await page.getByRole("button", { name: "Look" }).click();
      await page.waitForURL(/text=group&on=2026-01-02/);
      assert.equal(await page.getByRole("rowheader", { name: "92508" }).count(), 1);
      assert.equal(await page.getByRole("rowheader", { name: "97110" }).count(), 0);
      await page_is_sound(page, "needs-found");
      await page.getByLabel("On the day").fill("1999-01-02");
      await page.getByRole("button", { name: "Look" }).click();
      await page.getByRole("heading", { name: "No such program is in force on that day" }).waitFor();
    }, { refused: 1 }));

  test("reads every program's", () =>
    visit(house, async (page) => {
      await page.goto("/needs");
      for (const address of await page.locator("main li a").evaluateAll((all) => all.map((one) => one.pathname))) {
        await page.goto(address);
        await page_is_sound(page, `needs${address.replaceAll("/", "-").replace("-needs", "")}`);
      }
    }));
});

describe("somebody at an address where nothing is", () => {
  let house;
  before(async () => (house = await open_house()));
  after(() => house.close());

  test("is shown a page, and a program is told as before", () =>
    visit(house, async (page) => {
      await page.goto("/nowhere/at/all");
      await page.getByRole("heading", { name: "There is nothing at this address" }).waitFor();
      await page_is_sound(page, "nothing-there");
      await page.goto("/sign-out");
      await page.getByRole("heading", { name: "This address cannot be opened like that" }).waitFor();
      await page_is_sound(page, "cannot-be-opened");
      for (const [path, accept] of [["/nowhere", "*/*"], ["/api/v1/nowhere", "text/html"]]) {
        const answer = await fetch(house.url + path, { headers: { accept } });
        assert.equal(answer.status, 404);
        assert.equal(answer.headers.get("content-type"), "application/problem+json");
      }
    }, { refused: 2 }));

  test("is told on a page what was too large", async () => {
    const answer = await fetch(house.url + "/sign-in", {
      method: "POST", headers: { accept: "text/html" }, body: new URLSearchParams({ account: "a".repeat(5 << 20) }),
    });
    assert.equal(answer.status, 413);
    assert.match(await answer.text(), /What was sent is too large/);
  });
});

describe("the pages by their headers", () => {
  let house;
  before(async () => (house = await open_house()));
  after(() => house.close());

  const sent = (path, init = {}) => fetch(house.url + path, { redirect: "manual", ...init });

  test("are kept by no browser and shown in no other page", async () => {
    for (const path of ["/sign-in", "/ask"]) {
      const { headers } = await sent(path);
      assert.equal(headers.get("cache-control"), "no-store");
      assert.match(headers.get("content-security-policy"), /default-src 'none'.*frame-ancestors 'none'/);
      assert.equal(headers.get("x-content-type-options"), "nosniff");
      assert.equal(headers.get("referrer-policy"), "same-origin");
    }
  });

  test("lead nowhere else after signing in", async () => {
    for (const next of ["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example"]) {
      const answer = await sent("/sign-in", {
        method: "POST", body: new URLSearchParams({ account: "ana", password: "four quiet green boats", next }),
      });
      assert.equal(answer.status, 303);
      assert.equal(answer.headers.get("location"), "/");
      assert.match(answer.headers.get("set-cookie"), /^assent=[0-9a-f]{64}; Path=\/; HttpOnly; SameSite=Lax$/);
    }
  });

  test("take no form of another site, without its seal, or without a session", async () => {
    const signed = await sent("/sign-in", {
      method: "POST", body: new URLSearchParams({ account: "ana", password: "four quiet green boats" }),
    });
    const cookie = signed.headers.get("set-cookie").split(";")[0];
    const form = (headers, fields = {}) =>
      sent("/sign-out", { method: "POST", headers, body: new URLSearchParams(fields) });
    assert.equal((await form({ cookie, origin: "https://elsewhere.example" })).status, 403);
    assert.equal((await form({ cookie, "sec-fetch-site": "cross-site" })).status, 403);
    assert.equal((await form({ cookie }, { seal: "0".repeat(64) })).status, 403);
    assert.equal((await form({ cookie })).status, 403);
    assert.equal((await form({})).status, 401);
    assert.equal((await sent("/", { headers: { cookie } })).status, 200, "and nobody was signed out");
  });
});
