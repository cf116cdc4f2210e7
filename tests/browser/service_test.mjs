import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open_house } from "./house.mjs";
import { page_of, sign_in } from "./people.mjs";
import { describe } from "./suite.mjs";
import { page_is_sound, visit } from "./visit.mjs";

const number_in = (address) => address.split("/").at(-1);

// The evening of a Wednesday, after hours: 18:30 in New York.
describe("customer service", () => {
  let house;
  before(async () => (house = await open_house({ clock: "2026-12-02T23:30:00Z" })));
  after(() => house.close());

  test("finds a caller's case by few facts, logs the message, and follows it up", () =>
    visit(house, async (page) => {
      await sign_in(page, "kim", "/find");
      await page_is_sound(page, "find");
      await page.getByLabel("Member's name").fill("mia");
      await page.getByRole("button", { name: "Find" }).click();
      await page.getByText("A name fits too many people: add the birth date.").waitFor();
      await page_is_sound(page, "find-too-little");
      await page.getByLabel("Birth date").fill("2012-01-01");
      await page.getByRole("button", { name: "Find" }).click();
      await page.getByRole("cell", { name: "Mia Rivera" }).first().waitFor();
      await page_is_sound(page, "found");
      await page.locator("tbody a").first().click();
      await page.getByRole("link", { name: "Contacts: log a call, a letter or a message" }).click();

      await page.getByLabel("What is it?").selectOption({ label: "A message that was left after hours" });
      await page.getByLabel("Who called or wrote?").fill("Rosa Rivera, the mother");
      await page.getByLabel("What was said or written").fill("Please call me about the letter.");
      await page.getByRole("button", { name: "Write it into the log" }).click();
      await page.getByText("To be answered by Thu 3 Dec 2026, end of day.").waitFor();

      // It was a complaint, which the next entry says.
      await page.getByRole("link", { name: "Correct entry 1 by a new one" }).click();
      await page.getByLabel("What is it?").selectOption({ label: "A complaint" });
      await page_is_sound(page, "contact-corrected");
      await page.getByRole("button", { name: "Write it into the log" }).click();
      await page.getByText("Entered wrongly: entry 2 is what was meant").waitFor();
      await page_is_sound(page, "contacts-of-a-case");
    }, { refused: 1 }));

  test("logs a caller who has no case yet, and marks with words what is done", () =>
    visit(house, async (page) => {
      await sign_in(page, "kim", "/contacts");
      await page.getByLabel("What is it?").selectOption({ label: "A message that was left after hours" });
      await page.getByLabel("Who called or wrote?").fill("A pharmacy");
      await page.getByLabel("What was said or written").fill("Which papers does speech therapy need?");
      await page.getByRole("button", { name: "Write it into the log" }).click();
      await page.getByRole("heading", { name: /^Contact / }).waitFor();
      await page_is_sound(page, "contact-without-a-case");
      await page.getByRole("link", { name: "Contacts", exact: true }).click();
      await page.getByRole("heading", { name: "What is to be followed up" }).waitFor();
      await page_is_sound(page, "contacts");
      await page.getByRole("link", { name: "Message left, by phone" }).first().click();
      await page.getByText("It is done").click();
      await page.getByLabel("What was said or done").fill("Called back: the list is on the page of codes.");
      await page.getByRole("button", { name: "Done" }).click();
      await page.getByText("Done by kim").waitFor();
    }));

  test("enters a new request by phone only for whom the program lets ask so", () =>
    visit(house, async (page) => {
      await sign_in(page, "max", "/new");
      await page.getByRole("link", { name: /therapy.*admission/i }).first().click();
      await page.getByLabel("By which channel?").selectOption("fax");
      await page.getByLabel("Who called or wrote?").fill("Bright Steps");
      await page.getByLabel("As whom do they ask?").selectOption("requesting provider");
      await page.getByLabel("Member's identifier").fill("M1");
      await page_is_sound(page, "request-for-others");
      await page.getByRole("button", { name: "Send it" }).click();
      await page.getByText("Tell whoever asks to do it by portal, and log the contact").waitFor();
    }, { refused: 1 }));

  test("merges two identifiers of one child, and undoes it", () =>
    visit(house, async (page) => {
      await sign_in(page, "max", page_of(house.case_of("C1")));
      assert.ok(number_in(page.url()));
      await page.getByRole("link", { name: "Member: identifiers and cases" }).click();
      await page.getByText("Merge with another identifier").click();
      await page.getByLabel("The other identifier, which is set aside").fill("M40");
      await page.getByLabel("How is it known?").fill("Both cards were told on the telephone.");
      await page.getByRole("button", { name: "Merge" }).click();
      await page.getByText("was merged with").waitFor();
      await page_is_sound(page, "member-merged");
      await page.getByText("They are two after all").click();
      await page.getByLabel("How is it known?").first().fill("They are cousins.");
      await page.getByRole("button", { name: "Undo the merge" }).click();
      await page.getByText("No other identifier of this person is known.").waitFor();
    }));
});
