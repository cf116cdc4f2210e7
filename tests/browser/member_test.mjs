// A member with a letter in their hand, on a telephone; and the clock of a training copy.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open_house } from "./house.mjs";
import { sign_in } from "./people.mjs";
import { describe } from "./suite.mjs";
import { page_is_sound, visit } from "./visit.mjs";

describe("a member", () => {
  let house;
  before(async () => { house = await open_house(); });
  after(() => house.close());

  // THX-65, 85, 90 to 93
  test("comes to their request with the code of a letter and their birth date, on a phone", async () => {
    const { code, born, member } = await house.letter_to_member("denial");
    await visit(house, async (page) => {
      await page.goto("/sign-in");
      await page.getByRole("link", { name: "See your request" }).click();
      await page_is_sound(page, "member-code");
      const type = async (date) => {
        await page.getByLabel("Code in the letter").fill(code);
        await page.getByLabel("Birth date of the one who gets the care").fill(date);
        await page.getByRole("button", { name: "See the request" }).click();
      };
      await type("1950-01-01");
      await page.getByRole("heading", { name: "Code and birth date do not go together" }).waitFor();
      await type(born);
      await page.getByRole("heading", { level: 1, name: "Your request" }).waitFor();
      await page.getByText("You can ask for: reconsideration").waitFor();
      assert.ok(await page.getByRole("link", { name: "855-977-3747" }).isVisible());
      assert.ok(!(await page.content()).includes(`>${member}<`));
      await page_is_sound(page, "member");
      await page.getByRole("link", { name: "Denial" }).click();
      await page.getByText("You can ask us to look again").waitFor();
      await page_is_sound(page, "member-letter");
      await page.goto("/");
      await page.getByLabel("Password").waitFor(); // nobody here
      await page.goto("/member");
      await page.getByRole("button", { name: "Close it now" }).click();
      await page.getByLabel("Code in the letter").waitFor();
    }, { on: "phone", refused: 1 });
  });

  test("is not written to by a training copy, which says that it is one and has a clock of its own", async () => {
    await visit(house, async (page) => {
      await sign_in(page, "ana");
      await page.getByRole("link", { name: "Set the clock" }).click();
      await page.getByText("It is Mon 30 Nov 2026 12:0").first().waitFor();
      await page_is_sound(page, "training");
      await page.getByRole("button", { name: "One day later" }).click();
      await page.getByText("It is Tue 1 Dec 2026 12:0").first().waitFor();
      await page.getByLabel("Day").fill("2026-12-03");
      await page.getByLabel("Time").fill("09:30");
      await page.getByRole("button", { name: "Go to this moment" }).click();
      await page.getByText("It is Thu 3 Dec 2026 09:30").first().waitFor();
      await page.getByRole("link", { name: "Requests" }).click();
      await page.getByText("nothing here is real").waitFor();
    });
  });
});
