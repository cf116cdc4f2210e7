import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open_house } from "./house.mjs";
import { sign_in } from "./people.mjs";
import { describe } from "./suite.mjs";
import { page_is_sound, visit } from "./visit.mjs";

async function sign_in_with(page, person, word) {
  await page.goto("/sign-in");
  await page.getByLabel("Account").fill(person);
  await page.getByLabel("Password").fill(word);
  await page.getByRole("button", { name: "Sign in" }).click();
}

// As whoever signed in with a password that somebody handed on has to, before anything else.
async function choose_password(page, word, own, picture) {
  await page.getByRole("alert").getByText("Choose a password of your own first").waitFor();
  await page.goto("/");
  assert.equal(new URL(page.url()).pathname, "/account");
  if (picture) await page_is_sound(page, picture);
  const form = page.locator("form", { has: page.getByRole("button", { name: "Change the password" }) });
  await form.getByLabel("Present password").fill(word);
  await form.getByLabel("New password").fill(own);
  await form.getByRole("button", { name: "Change the password" }).click();
  await page.getByRole("status").getByText("The password is changed").waitFor();
}

describe("whoever looks after an office", () => {
  let house;
  before(async () => (house = await open_house()));
  after(() => house.close());

  for (const scripts of [true, false])
    test(`adds somebody and ends them, and they stop at once, ${scripts ? "with" : "without"} scripts`, () =>
      visit(house, async (page) => {
        const account = scripts ? "bright-steps.dana" : "bright-steps.dora";
        await sign_in(page, "olga");
        assert.equal(new URL(page.url()).pathname, "/users");
        await page.getByRole("heading", { name: "People of Bright Steps Pediatric Therapy" }).waitFor();
        if (scripts) await page_is_sound(page, "people");
        await page.getByLabel("Name", { exact: true }).fill("Dana Smith");
        await page.getByLabel("Account", { exact: true }).fill(account.split(".")[1]);
        await page.getByRole("button", { name: /^Add/ }).click();
        await page.getByRole("heading", { name: "Dana Smith is added" }).waitFor();
        if (scripts) await page_is_sound(page, "first-password");
        const word = await page.locator(".as-secret").innerText();
        await visit(house, async (hers) => {
          await sign_in_with(hers, account, word);
          await choose_password(hers, word, "six loud yellow trams", scripts && "choose-password");
          await hers.goto("/");
          await hers.getByRole("heading", { name: /need/ }).waitFor();
          await page.getByRole("link", { name: "Back to this account" }).click();
          if (scripts) await page_is_sound(page, "person");
          await page.getByRole("link", { name: "End it" }).click();
          if (scripts) await page_is_sound(page, "end-an-account");
          await page.getByLabel("Why").fill("She left on Friday.");
          await page.getByRole("button", { name: "End it now" }).click();
          await page.getByText("She left on Friday.").waitFor();
          if (scripts) await page_is_sound(page, "ended-account");
          await hers.goto("/");
          assert.equal(new URL(hers.url()).pathname, "/sign-in");
          await sign_in_with(hers, account, word);
          await hers.getByRole("alert").getByText("Account or password is wrong").waitFor();
        }, { scripts, refused: 1 });
      }, { scripts }));

  test("changes a name, and is told next to its field what is wrong", () =>
    visit(house, async (page) => {
      await sign_in(page, "olga");
      await page.getByLabel("Name", { exact: true }).fill("Ana again");
      await page.getByLabel("Account", { exact: true }).fill("dana");
      await page.getByRole("button", { name: /^Add/ }).click();
      await page.getByText("This account is taken.").waitFor();
      assert.equal(await page.getByLabel("Name", { exact: true }).inputValue(), "Ana again");
      await page_is_sound(page, "people-wrong");
      await page.getByRole("link", { name: "Ana Ruiz" }).click();
      await page.getByLabel("Name", { exact: true }).fill("Ana Ruiz-Lopez");
      await page.getByRole("button", { name: "Save" }).click();
      await page.getByRole("heading", { name: "Ana Ruiz-Lopez" }).waitFor();
      const long = "Ana María Guadalupe Ruiz-Lopez de la Fuente y Villanueva-Wolfeschlegelsteinhausenbergerdorff";
      await page.getByLabel("Name", { exact: true }).fill(long);
      await page.getByRole("button", { name: "Save" }).click();
      await page.getByRole("heading", { name: long }).waitFor();
      await page_is_sound(page, "person-of-a-long-name");
      await page.getByRole("link", { name: "Everybody of this organization" }).click();
      await page_is_sound(page, "people-of-a-long-name");
    }, { refused: 1 }));

  test("of another office sees and changes nothing of it", () =>
    visit(house, async (page) => {
      await sign_in(page, "plan");
      await page.getByRole("heading", { name: "Organizations" }).waitFor();
      await page_is_sound(page, "organizations");
      await page.getByLabel("Name of the organization").fill("Bay Speech");
      await page.getByLabel("Its identifier").fill("bay-speech");
      await page.getByLabel("Name of its administrator").fill("Bo Lind");
      await page.getByLabel("Account of the administrator").fill("bo");
      await page.getByRole("button", { name: /^Add/ }).click();
      await page.getByRole("heading", { name: "Bay Speech is added, with Bo Lind" }).waitFor();
      const word = await page.locator(".as-secret").innerText();
      await page.goto("/organizations/bright-steps");
      await page.getByRole("link", { name: "Olga Marsh" }).click();
      await page.getByText("What they hold").waitFor();
      await page.getByText("Add a licence or credential").click();
      await page_is_sound(page, "person-of-plan");
      await visit(house, async (theirs) => {
        await sign_in_with(theirs, "bo", word);
        await choose_password(theirs, word, "six loud yellow trams");
        await theirs.goto("/");
        await theirs.getByRole("heading", { name: "People of Bay Speech" }).waitFor();
        for (const address of ["/users/ana", "/users/ana/end", "/organizations", "/organizations/bright-steps", "/users/nobody"])
          assert.equal((await theirs.goto(address)).status(), 404, address);
        await theirs.getByRole("heading", { name: "There is nobody here" }).waitFor();
        const seal = await theirs.goto("/users").then(() => theirs.locator("input[name=seal]").first().inputValue());
        for (const [address, form] of [["/users/ana/end", { reason: "mine" }], ["/users/ana", { do: "password" }],
          ["/organizations/bright-steps", { account: "x", name: "X", role: "provider" }]]) {
          const answer = await theirs.request.post(house.url + address, { form: { ...form, seal } });
          assert.equal(answer.status(), 404, address);
        }
      }, { refused: 5 });
    }));

  test("or the plan gives a program a token, which is shown once, and ends it", () =>
    visit(house, async (page) => {
      await sign_in(page, "plan");
      await page.getByRole("link", { name: "Tokens by which programs sign in" }).click();
      await page.getByLabel("Account").fill("nobody-here");
      await page.getByLabel("What it is for").fill("nightly feed");
      await page.getByLabel("It ends").selectOption("in 30 days");
      await page.getByRole("button", { name: /^Give it/ }).click();
      await page.getByText("There is no such account").waitFor();
      await page.getByLabel("Account").fill("agent");
      await page.getByRole("button", { name: /^Give it/ }).click();
      await page.getByRole("heading", { name: "A token of agent" }).waitFor();
      await page_is_sound(page, "new-token");
      const headers = { authorization: `Bearer ${await page.locator(".as-secret").innerText()}` };
      const ask = async () => (await page.request.get(`${house.url}/api/v1/programs`, { headers })).status();
      assert.equal(await ask(), 200);
      await page.getByRole("link", { name: "Back to the tokens" }).click();
      const row = page.getByRole("row", { name: /nightly feed/ });
      await row.locator("summary").click();
      await page_is_sound(page, "tokens");
      await row.getByRole("button", { name: "End it now" }).click();
      await row.waitFor({ state: "detached" });
      assert.equal(await ask(), 401);
    }, { refused: 1 }));
});
