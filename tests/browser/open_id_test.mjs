// Signing in by a house elsewhere, at a real provider.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open_house } from "./house.mjs";
import { client, open_provider } from "./provider.mjs";
import { page_of } from "./people.mjs";
import { describe } from "./suite.mjs";
import { page_is_sound, visit } from "./visit.mjs";

const label = "Sign in with Example Health";

// The provider's clock is the real one, so the house's is, too.
const now = () => new Date().toISOString().slice(0, 19) + "Z";

async function go_in_as(page, name, at = "/") {
  await page.goto(at);
  await page.getByRole("link", { name: label }).click();
  await page.getByRole("heading", { name: "Who are you?" }).waitFor();
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Go on" }).click();
}

// Where a provider that holds the browser would have let it go back to.
async function held_at(page) {
  await go_in_as(page, "ana");
  return page.getByRole("link", { name: "Go back" }).getAttribute("href");
}

describe("an account of a house elsewhere", () => {
  let house, provider, beside;
  before(async () => {
    provider = await open_provider();
    beside = [provider.origin];
    house = await open_house({ clock: now(), environment: {
      ASSENT_OPENID_ISSUER: provider.origin, ASSENT_OPENID_CLIENT_ID: client.client_id,
      ASSENT_OPENID_CLIENT_SECRET: client.client_secret, ASSENT_OPENID_ACCOUNT_CLAIM: "preferred_username",
      ASSENT_OPENID_LABEL: label,
    } });
  });
  after(async () => {
    await house.close();
    await provider.close();
  });

  for (const algorithm of ["RS256", "ES256"])
    test(`is signed in, where they wanted to go, by a token of ${algorithm}`, () => {
      provider.serve(house, { algorithm });
      return visit(house, async (page) => {
        const address = page_of(house.case_of("C1"));
        await page.goto(address);
        await page_is_sound(page, "sign-in-elsewhere");
        await go_in_as(page, "ana", address);
        await page.getByRole("heading", { name: /^Case / }).waitFor();
        assert.equal(new URL(page.url()).pathname, address);
        await page.getByRole("button", { name: "Sign out" }).click();
        await page.goto("/");
        assert.equal(new URL(page.url()).pathname, "/sign-in", "signed out is signed out");
      }, { beside });
    });

  test("that is none here is not signed in, and none is made", () => {
    provider.serve(house);
    return visit(house, async (page) => {
      for (const name of ["nobody-at-all", "a b/c"]) {
        await page.context().clearCookies();
        await go_in_as(page, name);
        await page.getByRole("heading", { name: "There is no account for you here" }).waitFor();
      }
      await page_is_sound(page, "no-account-here");
      await page.goto("/");
      assert.equal(new URL(page.url()).pathname, "/sign-in");
    }, { beside, refused: 2 });
  });

  test("is not signed in when they leave the provider", () => {
    provider.serve(house);
    return visit(house, async (page) => {
      await page.goto("/");
      await page.getByRole("link", { name: label }).click();
      await page.getByRole("button", { name: "Leave" }).click();
      await page.getByRole("heading", { name: "You were not signed in" }).waitFor();
      await page_is_sound(page, "left-the-provider");
    }, { beside, refused: 1 });
  });

  test("comes back once, and in the browser that went there", () => {
    provider.serve(house, { held: true });
    return visit(house, async (page) => {
      const address = await held_at(page);
      await visit(house, async (other) => {
        await other.goto(address);
        await other.getByRole("heading", { name: "This sign-in was not begun here" }).waitFor();
      }, { refused: 1 });
      const [before, state] = [new URL(address), new URL(address)];
      state.searchParams.set("state", "made-up");
      await page.goto(state.href);
      await page.getByRole("heading", { name: "This sign-in was not begun here" }).waitFor();
      await page.goto(before.href);
      await page.getByRole("button", { name: "Sign out" }).waitFor();
      await page.goto(before.href);
      await page.getByRole("heading", { name: "This sign-in was not begun here" }).waitFor();
      await page_is_sound(page, "not-begun-here");
    }, { beside, refused: 2 });
  });

  test("whose session ended while they wrote loses nothing", () => {
    provider.serve(house);
    return visit(house, async (page) => {
      await go_in_as(page, "ana", "/new");
      await page.getByRole("link", { name: /admission/ }).click();
      await page.getByLabel("Member's identifier").fill("M3");
      await page.getByText(/^Saved \d\d:\d\d/).waitFor(); // or it would be saved again when the session has ended
      await page.context().clearCookies();
      await page.getByRole("button", { name: "Save for the office" }).click();
      await page.getByRole("alert").getByText("Your session has ended").waitFor();
      await page_is_sound(page, "sign-in-elsewhere-again");
      const [tab] = await Promise.all([page.context().waitForEvent("page"),
        page.getByRole("link", { name: `${label}, in a new tab` }).click()]);
      await tab.getByLabel("Name").fill("ana");
      await tab.getByRole("button", { name: "Go on" }).click();
      await tab.getByText("You are signed in as").waitFor();
      await page.getByRole("button", { name: "I have signed in there" }).click();
      await page.getByRole("button", { name: "Send it now" }).click();
      await page.waitForURL(/draft=/);
      assert.equal(await page.getByLabel("Member's identifier").inputValue(), "M3");
    }, { beside, refused: 1 });
  });

  test("is told when the code is not one of the provider's", () => {
    provider.serve(house, { held: true });
    return visit(house, async (page) => {
      const address = new URL(await held_at(page));
      address.searchParams.set("code", "made-up");
      await page.goto(address.href);
      await page.getByRole("heading", { name: "You were not signed in" }).waitFor();
    }, { beside, refused: 1 });
  });
});

describe("a provider that cannot be reached", () => {
  let house;
  before(async () => (house = await open_house({ environment: {
    ASSENT_OPENID_ISSUER: "http://127.0.0.1:1", ASSENT_OPENID_CLIENT_ID: "assent", ASSENT_OPENID_LABEL: label,
  } })));
  after(() => house.close());

  test("is told, and the password still opens the door", async () => {
    const answer = await fetch(`${house.url}/open-id`, { redirect: "manual" });
    assert.equal(answer.status, 503);
    assert.match(await answer.text(), /cannot be reached/);
    assert.equal((await fetch(`${house.url}/open-id/back?code=a&state=b`)).status, 403);
    const signed = await fetch(`${house.url}/sign-in`, { method: "POST", redirect: "manual",
      body: new URLSearchParams({ account: "ana", password: "four quiet green boats" }) });
    assert.equal(signed.status, 303);
  });
});
