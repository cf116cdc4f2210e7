import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { open_house } from "./house.mjs";
import { page_is_sound, tab_to, visit } from "./visit.mjs";

describe("the front page", () => {
  let house;
  before(async () => (house = await open_house()));
  after(() => house.close());

  test("is sound", () =>
    visit(house, async (page) => {
      const answer = await page.goto("/");
      assert.equal(answer.status(), 200);
      assert.equal(await page.title(), "Assent");
      await page_is_sound(page, "front");
    }));

  test("shows its icons, which come from one file", () =>
    visit(house, async (page) => {
      await page.goto("/", { waitUntil: "networkidle" });
      const drawn = await page.locator("svg.usa-icon use").evaluate((icon) => icon.getBBox().width);
      assert.ok(drawn > 0, "an icon has a width when it was found");
    }));

  test("is gone through by the keyboard, past what stands above the page", () =>
    visit(house, async (page) => {
      await page.goto("/");
      await tab_to(page, page.getByRole("link", { name: "Skip to the page" }), 1);
      await page.keyboard.press("Enter");
      assert.equal(await page.evaluate(() => document.activeElement.id), "main");
      await tab_to(page, page.getByRole("link", { name: "What programs may ask" }), 1);
    }));

  test("says the same without scripts", () =>
    visit(house, async (page) => {
      await page.goto("/");
      assert.equal(await page.locator("h1").innerText(), "Assent");
    }, { scripts: false }));
});
