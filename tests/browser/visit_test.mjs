// That the tests of pages find what they are there for: each of these pages has one thing wrong with it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open_house } from "./house.mjs";
import { describe } from "./suite.mjs";
import { made_up, page_is_sound, tab_to, visit } from "./visit.mjs";

// What is wrong, what is found, and the content of the page.
const wrong = {
  "a picture without words": [/image-alt/, `<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">`],
  "a field without a label": [/label: /, "<input>"],
  "letters that are too pale": [/color-contrast/, `<p><font color="#cccccc">pale</font></p>`],
  "a file that is missing": [/404/, `<img alt="" src="/assets/none.svg">`],
  "a style in the page": [/the policy refuses/, `<p style="color: red">red</p>`],
  "a script in the page": [/the policy refuses/, "<script>1</script>"],
  "something wider than a phone": [/does not wrap/, `<table><tr><td><pre>${"x".repeat(80)}</pre></table>`],
  "two headings of the first rank": [/one heading/, "<h1>Another</h1>"],
};

describe("a page is not sound", () => {
  let house;
  before(async () => (house = await open_house()));
  after(() => house.close());

  for (const [what, [finding, content]] of Object.entries(wrong))
    test(`with ${what}`, () =>
      assert.rejects(visit(house, async (page) => {
        await made_up(page, "/made-up", `<h1>Made up</h1>${content}`);
        await page_is_sound(page);
      }), finding));

  test("that asks another machine for something", () =>
    assert.rejects(visit(house, async (page) => {
      await made_up(page, "/made-up", `<h1>Made up</h1><img alt="" src="http://127.0.0.2:9/a.png">`);
    }), /content security policy/i));

  test("unless so many refusals were expected", () =>
    visit(house, async (page) => {
      assert.equal((await page.goto("/nothing-is-here")).status(), 404);
    }, { refused: 1 }));

  test("whose focus does not show, or does not get there", () =>
    visit(house, async (page) => {
      await made_up(page, "/made-up", `<h1>Made up</h1><p tabindex="-1">not by Tab</p>`);
      await assert.rejects(tab_to(page, page.locator("main p"), 5), /do not lead to/);
    }));
});
