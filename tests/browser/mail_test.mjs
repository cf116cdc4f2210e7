import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open_house } from "./house.mjs";
import { open_mail_server } from "./mail_server.mjs";
import { page_of, sign_in, write_approval } from "./people.mjs";
import { describe } from "./suite.mjs";
import { page_is_sound, visit } from "./visit.mjs";

describe("by mail", () => {
  let house, post;
  before(async () => {
    post = await open_mail_server();
    house = await open_house({ environment: post.environment });
  });
  after(async () => {
    await house.close();
    await post.close();
  });

  async function ask(page, account) {
    await page.goto("/sign-in");
    await page.getByRole("link", { name: "Forgot your password?" }).click();
    await page.getByLabel("Account").fill(account);
    await page.getByRole("button", { name: "Send the link" }).click();
    await page.getByRole("heading", { name: "Look at your mail" }).waitFor();
    return page.locator("main").innerText();
  }

  const link_in = (mail) => {
    const [, path] = mail.text.match(/https:\/\/assent\.plan\.example(\/password\/\S+)/);
    return path;
  };

  test("somebody who forgot the password sets a new one, once, and is told that it was changed", () =>
    visit(house, async (page) => {
      await page.goto("/forgot");
      await page_is_sound(page, "forgot");
      const coming = post.next();
      await ask(page, "ben");
      await page_is_sound(page, "forgot-sent");
      const mail = await coming;
      assert.deepEqual([mail.from, mail.to, mail.secure, mail.user],
        ["assent@plan.example", "ben@little-harbor.example", true, "assent"]);
      assert.match(mail.text, /^Subject: Set a new password\r$/m);
      await page.goto(link_in(mail));
      await page_is_sound(page, "set-password");
      await page.getByLabel("New password").fill("short");
      await page.evaluate(() => document.querySelector("#new").removeAttribute("minlength"));
      await page.getByRole("button", { name: "Set it" }).click();
      await page.getByRole("alert").getByText("This cannot be the password").waitFor();
      await page.getByLabel("New password").fill("six loud yellow trams");
      const told = post.next();
      await page.getByRole("button", { name: "Set it" }).click();
      await page.getByRole("status").getByText("The password is set").waitFor();
      assert.match((await told).text, /^Subject: Your password was changed\r$/m);
      await page.getByLabel("Account").fill("ben");
      await page.getByLabel("Password").fill("six loud yellow trams");
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.getByRole("heading", { name: /needs? you/ }).waitFor();
      await page.goto(link_in(mail));
      await page.getByRole("heading", { name: "This link is over" }).waitFor();
      await page_is_sound(page, "link-over");
    }, { refused: 2 }));

  test("whoever asks for an account that is nobody's is told the same, and nothing is sent", () =>
    visit(house, async (page) => {
      const before = post.mails.length;
      const coming = post.next();
      const of_nobody = await ask(page, "nobody-at-all");
      const of_somebody = await ask(page, "dr-moss");
      assert.equal(of_nobody, of_somebody);
      assert.equal((await coming).to, "irene.moss@reviewers.example");
      assert.equal(post.mails.length, before + 1);
    }));

  test("somebody who is added with an address for e-mail is invited to choose a password", () =>
    visit(house, async (page) => {
      await sign_in(page, "olga");
      await page.getByLabel("Name", { exact: true }).fill("Ina Vale");
      await page.getByLabel("Account", { exact: true }).fill("ina");
      await page.getByLabel("E-mail address").fill("ina at bright-steps");
      await page.getByRole("button", { name: "Add them" }).click();
      await page.getByText("Write an address as name@example.org.").waitFor();
      await page.getByLabel("E-mail address").fill("ina@bright-steps.example");
      const coming = post.next();
      await page.getByRole("button", { name: "Add them" }).click();
      await page.getByText("A mail with a link to choose their password").waitFor();
      await page_is_sound(page, "invited");
      const mail = await coming;
      assert.equal(mail.to, "ina@bright-steps.example");
      await page.getByRole("link", { name: "Back to this account" }).click();
      await page_is_sound(page, "person-with-mail");
      await visit(house, async (theirs) => {
        await theirs.goto(link_in(mail));
        await theirs.getByLabel("New password").fill("six loud yellow trams");
        await theirs.getByRole("button", { name: "Set it" }).click();
        await theirs.getByRole("status").getByText("The password is set").waitFor();
      });
    }, { refused: 1 }));

  test("an office hears at once that there is something new, and not what", () =>
    visit(house, async (page) => {
      await sign_in(page, "pat", page_of(house.case_of("C3")));
      await write_approval(page, "The goals are measurable.");
      const coming = post.next();
      await page.getByRole("button", { name: "Send the determination" }).click();
      const mail = await coming;
      assert.equal(mail.to, "office@bright-steps.example");
      assert.match(mail.text, /^Subject: There is something new for you\r$/m);
      const [, ...address] = house.case_of("C3").split("/cases/")[1].split("/");
      assert.ok(address.every((part) => !mail.text.includes(part)), "no case is named");
      assert.doesNotMatch(mail.text, /approv|therapy|goals/i);
    }));

  test("somebody says that they want to hear of what is on the portal alone, and takes it back", () =>
    visit(house, async (page) => {
      await sign_in(page, "ana", "/account");
      await page.getByText("Mail to you goes to ana@bright-steps.example").waitFor();
      await page.getByText("What is sent how").click();
      await page.getByText(/continued stay reminder/).waitFor();
      await page_is_sound(page, "account-with-mail");
      await page.getByText("Write to me when something else is new").click();
      await page.getByRole("button", { name: "Keep this" }).click();
      await page.getByRole("status").getByText("You will be written to").waitFor();
      assert.equal(await page.locator("#news").isChecked(), true);
      await page.getByText("Write to me when something else is new").click();
      await page.getByRole("button", { name: "Keep this" }).click();
      await page.getByRole("status").getByText("You will not be written to").waitFor();
      assert.equal(await page.locator("#news").isChecked(), false);
    }));
});

describe("without mail", () => {
  let house;
  before(async () => (house = await open_house()));
  after(() => house.close());

  test("whoever forgot the password is told whom to ask", () =>
    visit(house, async (page) => {
      await page.goto("/sign-in");
      await page.getByRole("link", { name: "Forgot your password?" }).click();
      await page.getByText("This server sends no mail").waitFor();
      await page_is_sound(page, "forgot-without-mail");
    }));
});
