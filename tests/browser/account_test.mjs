import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open_house } from "./house.mjs";
import { code_at } from "./one_time_code.mjs";
import { password, sign_in } from "./people.mjs";
import { describe } from "./suite.mjs";
import { page_is_sound, tab_to, visit } from "./visit.mjs";

const clock = "2026-11-30T17:00:00Z";
const half_a_minute = 30_000;

describe("a person at their account", () => {
  let house, opened;
  before(async () => {
    house = await open_house({ clock });
    opened = Date.now();
  });
  after(() => house.close());

  // By the clock of the house.
  const now = () => Date.parse(clock) + (Date.now() - opened);

  async function set_up(page, person) {
    await sign_in(page, person, "/account");
    await page.getByRole("button", { name: "Set it up" }).click();
    return page.locator(".as-code").innerText();
  }

  async function turn_on(page, person) {
    const letters = await set_up(page, person);
    await page.getByLabel("Code", { exact: true }).fill(code_at(letters, now()));
    await page.getByLabel("Present password").fill(password);
    await page.getByRole("button", { name: "Turn it on" }).click();
    await page.getByRole("heading", { name: "The second step is on" }).waitFor();
    return { letters, recovery: await page.locator(".as-codes code").allInnerTexts() };
  }

  async function first_step(page, person) {
    await page.goto("/sign-in");
    await page.getByLabel("Account").fill(person);
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("heading", { name: "The code" }).waitFor();
  }

  test("turns the second step on, and signs in with a code of the app and with a recovery code", () =>
    visit(house, async (page) => {
      await sign_in(page, "ana", "/account");
      await page_is_sound(page, "account");
      await page.getByRole("button", { name: "Set it up" }).click();
      await page.getByRole("img", { name: /QR code/ }).waitFor();
      await page_is_sound(page, "second-step-offer");
      const letters = await page.locator(".as-code").innerText();
      assert.match(letters, /^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
      await page.getByLabel("Code", { exact: true }).fill(code_at(letters, now()));
      await page.getByLabel("Present password").fill(password);
      await page.getByRole("button", { name: "Turn it on" }).click();
      await page.getByRole("heading", { name: "The second step is on" }).waitFor();
      await page_is_sound(page, "second-step-codes");
      const recovery = await page.locator(".as-codes code").allInnerTexts();
      assert.equal(recovery.length, 10);
      await page.getByRole("link", { name: "I have kept them" }).click();
      await page.getByText("10 of 10 recovery codes are left").waitFor();
      await page_is_sound(page, "account-with-second-step");

      await page.getByRole("button", { name: "Sign out", exact: true }).click();
      await first_step(page, "ana");
      await page_is_sound(page, "sign-in-code");
      await page.getByLabel("Code", { exact: true }).fill(code_at(letters, now() + half_a_minute));
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.getByRole("heading", { name: /needs? you/ }).waitFor();

      await page.getByRole("button", { name: "Sign out", exact: true }).click();
      await first_step(page, "ana");
      await page.getByLabel("Code", { exact: true }).fill("123456");
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.getByRole("alert").getByText("This code is not good now").waitFor();
      await page_is_sound(page, "sign-in-code-wrong");
      await page.getByLabel("Code", { exact: true }).fill(recovery[3].toUpperCase());
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.goto("/account");
      await page.getByText("9 of 10 recovery codes are left").waitFor();

      await page.getByText("Turn it off").first().click();
      await page.locator("#password-off").fill(password);
      await page.locator("#code-off").fill(recovery[4]);
      await page.getByRole("button", { name: "Turn it off" }).click();
      await page.getByRole("status").getByText("turned off").waitFor();
      await page_is_sound(page, "account-turned-off");
    }, { refused: 1 }));

  test("does so with the keyboard on a phone without scripts", () =>
    visit(house, async (page) => {
      const { letters } = await turn_on(page, "ben");
      await page.getByRole("button", { name: "Sign out", exact: true }).click();
      await page.goto("/sign-in");
      await tab_to(page, page.getByLabel("Account"));
      await page.keyboard.type("ben");
      await tab_to(page, page.getByLabel("Password"), 1);
      await page.keyboard.type(password);
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "The code" }).waitFor();
      await tab_to(page, page.getByLabel("Code", { exact: true }));
      await page.keyboard.type(code_at(letters, now() + half_a_minute));
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: /needs? you/ }).waitFor();
    }, { on: "phone", scripts: false }));

  test("changes the password, stays signed in, and is signed out elsewhere", () =>
    visit(house, async (page) => {
      await sign_in(page, "pat", "/account");
      const elsewhere = (await page.context().cookies())[0];
      await page.getByLabel("Present password").fill("not this one, surely");
      await page.getByLabel("New password").fill("six loud yellow trams");
      await page.getByRole("button", { name: "Change the password" }).click();
      await page.getByRole("alert").getByText("The present password is wrong").waitFor();
      await page.getByLabel("Present password").fill(password);
      await page.getByLabel("New password").fill("six loud yellow trams");
      await page.getByRole("button", { name: "Change the password" }).click();
      await page.getByRole("status").getByText("The password is changed").waitFor();
      const old = await page.request.get(`${house.url}/account`, {
        headers: { cookie: `${elsewhere.name}=${elsewhere.value}` }, maxRedirects: 0,
      });
      assert.equal(old.status(), 303);
    }, { refused: 1 }));
});
