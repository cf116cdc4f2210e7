// What every page loads: that it is little, that it is kept, and that the design system works under the policy.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open_house } from "./house.mjs";
import { describe } from "./suite.mjs";
import { made_up, visit } from "./visit.mjs";

const combo_box = `<label class="usa-label" for="who">Who</label>
<div class="usa-combo-box"><select class="usa-select" name="who" id="who">
 <option value="a">Ana</option><option value="b">Ben</option></select></div>`;

const controls = `<h1>Controls</h1>
<div class="usa-accordion"><h2 class="usa-accordion__heading"><button type="button" class="usa-accordion__button"
 aria-expanded="false" aria-controls="more">More</button></h2>
 <div id="more" class="usa-accordion__content"><p>What is below</p></div></div>
${combo_box}
<label class="usa-label" for="day" id="day-label">Day</label>
<div class="usa-date-picker"><input class="usa-input" id="day" name="day" aria-labelledby="day-label"></div>
<label class="usa-label" for="paper">Paper</label><input class="usa-file-input" type="file" id="paper">`;

describe("what pages load", () => {
  let house;
  before(async () => (house = await open_house()));
  after(() => house.close());

  test("is less than 160 KB the first time, and nothing the second time", () =>
    visit(house, async (page) => {
      let received = 0;
      const protocol = await page.context().newCDPSession(page);
      await protocol.send("Network.enable");
      protocol.on("Network.loadingFinished", ({ encodedDataLength }) => (received += encodedDataLength));
      await page.goto("/", { waitUntil: "networkidle" });
      console.log(`# a first visit: ${received} bytes with their headers`);
      assert.ok(received > 50_000 && received < 160_000, `${received} bytes`);
      received = 0;
      await page.goto("/?again", { waitUntil: "networkidle" });
      assert.ok(received < 5_000, `${received} bytes the second time`);
    }));

  test("has its own letters, in which figures stand under each other", () =>
    visit(house, async (page) => {
      await made_up(page, "/made-up",
        "<h1>Figures</h1><table><tr><td><span>1111</span><br><span>8888</span></td></tr></table>");
      await page.evaluate(() => document.fonts.ready);
      assert.equal(await page.evaluate(() => document.fonts.check("16px 'Source Sans Pro Web'")), true);
      const [ones, eights] = await page.locator("span").evaluateAll((all) =>
        all.map((element) => element.getBoundingClientRect().width));
      assert.equal(ones, eights);
    }));

  test("lets the controls of the design system work under the policy", () =>
    visit(house, async (page) => {
      await made_up(page, "/made-up", controls);
      await page.getByRole("button", { name: "More" }).click();
      assert.equal(await page.getByText("What is below").isVisible(), true);
      await page.getByRole("combobox", { name: "Who" }).fill("Be");
      await page.getByRole("option", { name: "Ben" }).click();
      assert.equal(await page.locator("select[name=who]").inputValue(), "b");
      await page.getByRole("button", { name: "Toggle calendar" }).click();
      await page.keyboard.press("Enter");
      assert.match(await page.locator("#day").inputValue(), /^\d\d\/\d\d\/\d\d\d\d$/);
      await page.locator("#paper").setInputFiles({
        name: "order.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF"),
      });
      assert.equal(await page.getByText("order.pdf").isVisible(), true);
    }));

  test("makes the controls work that come into a page later", () =>
    visit(house, async (page) => {
      await page.route("**/part", (route) => route.fulfill({ contentType: "text/html", body: combo_box }));
      await made_up(page, "/made-up", `<h1>Later</h1><button hx-get="/part" hx-target="#here">Open</button><div id="here"></div>`);
      await page.getByRole("button", { name: "Open" }).click();
      await page.getByRole("combobox", { name: "Who" }).fill("An");
      await page.getByRole("option", { name: "Ana" }).click();
      assert.equal(await page.locator("select[name=who]").inputValue(), "a");
    }));
});
