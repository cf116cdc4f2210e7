// Documents in place: what an office hands in and is told of it, and how a reviewer looks at it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open_house } from "./house.mjs";
import { fill_admission, page_of, sign_in } from "./people.mjs";
import { describe } from "./suite.mjs";
import { page_is_sound, tab_to, visit } from "./visit.mjs";

// A PDF with a letter page for each list of lines, as small as it can be.
function pdf_of(pages, trailer = "") {
  let text = "%PDF-1.4\n";
  const places = [];
  const add = (object) => {
    places.push(text.length);
    text += `${places.length} 0 obj\n${object}\nendobj\n`;
    return places.length;
  };
  const font = add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
  const tree = font + 1 + 2 * pages.length;
  const kids = pages.map((lines) => {
    const written = `BT /F1 12 Tf 72 720 Td 18 TL\n${lines.map((line) => `(${line}) Tj T*\n`).join("")}ET\n`;
    const content = add(`<< /Length ${written.length} >>\nstream\n${written}\nendstream`);
    return add(`<< /Type /Page /Parent ${tree} 0 R /MediaBox [0 0 612 792] /Contents ${content} 0 R ` +
      `/Resources << /Font << /F1 ${font} 0 R >> >> >>`);
  });
  add(`<< /Type /Pages /Kids [${kids.map((kid) => `${kid} 0 R`).join(" ")}] /Count ${pages.length} >>`);
  const catalog = add(`<< /Type /Catalog /Pages ${tree} 0 R >>`);
  const table = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
  return Buffer.from(`${text}xref\n0 ${places.length + 1}\n0000000000 65535 f \n${table}` +
    `trailer\n<< /Size ${places.length + 1} /Root ${catalog} 0 R ${trailer} >>\nstartxref\n${text.length}\n%%EOF\n`);
}

const goals = (page) => [`PLAN OF CARE, page ${page}`, "", "Goals for the next 24 weeks:",
  ...Array.from({ length: 12 }, (_, i) => `${i + 1}. Says ${(i + 1) * 5} words of two syllables, in four of five trials.`),
  ...(page % 5 === 0 ? ["The vestibular screening was normal."] : [])];
const plan = (pages, blank) => pdf_of(Array.from({ length: pages }, (_, i) => (i + 1 === blank ? [] : goals(i + 1))));
const file = (buffer, name = "plan of care.pdf") => ({ name, mimeType: "application/pdf", buffer });
const locked = pdf_of([["secret"]], `/Encrypt << /Filter /Standard /V 1 /R 2 /O <${"A".repeat(64)}> /U <${"A".repeat(64)}> /P -4 >> ` +
  "/ID [<00112233445566778899AABBCCDDEEFF> <00112233445566778899AABBCCDDEEFF>]");

// Whatever stands in the window.
const are_drawn = (page) => page.waitForFunction(() =>
  [...document.images].filter((image) => {
    const { top, bottom } = image.getBoundingClientRect();
    return top < innerHeight && bottom > 0;
  }).every((image) => image.complete && image.naturalWidth > 0));

// Answers what case C4 of the demonstration waits for, as its office does.
async function hand_in(page, house, buffer) {
  await sign_in(page, "ben", page_of(house.case_of("C4")));
  await page.locator("summary", { hasText: "Answer what was asked for" }).click();
  await page.getByLabel("or a file of it").setInputFiles(file(buffer));
  await page.getByRole("button", { name: "Answer what was asked for" }).click();
  await page.getByText(/^With the first level/).waitFor();
}

describe("a document of a case", () => {
  let house;
  before(async () => {
    house = await open_house();
    await visit(house, async (page) => {
      await hand_in(page, house, plan(12, 2));
      await page.getByText("12 pages").waitFor();
      await page.getByText("Page 2 may be hard to read (nearly blank).").waitFor();
      await page_is_sound(page, "documents-of-case");
    });
  });
  after(() => house.close());

  const open = async (page, person = "sam") => {
    await sign_in(page, person, page_of(house.case_of("C4")));
    await page.getByRole("link", { name: "plan of care", exact: true }).click();
    await page.getByRole("heading", { name: "Page 1 of 12" }).waitFor();
  };
  const marks = (page) => page.locator("svg.as-marks rect");

  test("is shown in place, page under page, with its words for who does not see it", () =>
    visit(house, async (page) => {
      await open(page);
      await are_drawn(page);
      await page_is_sound(page, "document");
      assert.equal(await page.getByRole("img", { name: /^Page \d+ of 12/ }).count(), 10);
      await page.getByText("Text of page 1", { exact: true }).click();
      await page.getByText("1. Says 5 words of two syllables").first().waitFor();
      await page_is_sound(page, "document-text");
      await page.getByRole("link", { name: "11 to 12" }).first().click();
      await page.getByRole("heading", { name: "Page 12 of 12" }).waitFor();
      await page.getByRole("link", { name: /Back to case/ }).click();
      await page.getByRole("heading", { name: /^Case / }).waitFor();
    }));

  test("is searched, and what is found is marked where it stands", () =>
    visit(house, async (page) => {
      await open(page);
      await page.getByLabel("Find in this document").fill("vestibular SCREENING");
      await page.keyboard.press("Enter");
      await page.getByText("is there 2 times").waitFor();
      assert.equal(await marks(page).count(), 4); // two words on page 5 and on page 10
      await page.getByRole("link", { name: "page 5", exact: true }).click();
      await page.waitForURL(/#page-5$/);
      await are_drawn(page);
      // The marks lie where the words are drawn: the line is the sixteenth, 18 points each below 72.
      const picture = await page.getByRole("img", { name: "Page 5 of 12" }).boundingBox();
      const mark = await marks(page).first().boundingBox();
      const scale = picture.height / 792;
      assert.ok(Math.abs(mark.y + mark.height - picture.y - (72 + 15 * 18) * scale) < 8 * scale, "the mark's place");
      await page_is_sound(page, "document-found");
      await page.getByLabel("Find in this document").fill("hippotherapy");
      await page.keyboard.press("Enter");
      await page.getByText("“hippotherapy” is not in its text.").waitFor();
    }));

  test("is made larger and turned, and stays found", () =>
    visit(house, async (page) => {
      await open(page);
      const width = async () => (await page.getByRole("img", { name: "Page 1 of 12" }).boundingBox()).width;
      await are_drawn(page);
      const usual = await width();
      await page.getByRole("link", { name: "Larger" }).click();
      await page.getByText("150 %").waitFor();
      await are_drawn(page);
      assert.ok(Math.abs((await width()) / usual - 1.5) < 0.02, `${await width()} of ${usual}`);
      await page_is_sound(page, "document-larger");
      await page.getByLabel("Find in this document").fill("plan of care");
      await page.keyboard.press("Enter");
      await page.getByText("is there 11 times").waitFor();
      await page.getByRole("link", { name: "Turn right" }).click();
      await page.waitForURL(/turn=90/);
      await are_drawn(page);
      assert.match(page.url(), /zoom=150/);
      const picture = await page.getByRole("img", { name: "Page 1 of 12" }).boundingBox();
      assert.ok(picture.width > picture.height, "a page that was turned lies");
      const mark = await marks(page).first().boundingBox();
      assert.ok(mark.x > picture.x + picture.width * 0.85, "its first line is on the right");
      await page_is_sound(page, "document-turned");
    }));

  test("is gone through with keys, which can be switched off", () =>
    visit(house, async (page) => {
      await open(page);
      const focused = () => page.evaluate(() => document.activeElement.id);
      await page.keyboard.press("n");
      assert.equal(await focused(), "page-2");
      await page.keyboard.press("n");
      await page.keyboard.press("p");
      assert.equal(await focused(), "page-2");
      await page.keyboard.press("+");
      await page.waitForURL(/zoom=150.*#page-2$/);
      await page.keyboard.press("-");
      await page.waitForURL((url) => !url.search.includes("zoom"));
      await page.keyboard.press("r");
      await page.waitForURL(/turn=90/);
      await page.keyboard.press("/");
      assert.equal(await focused(), "find");
      await page.keyboard.type("n+r");
      assert.equal(await page.getByLabel("Find in this document").inputValue(), "n+r");
      await tab_to(page, page.getByRole("button", { name: "Find", exact: true }), 3);
      await page.keyboard.press("?");
      await page.getByText("the next page, the one before").waitFor();
      await page_is_sound(page, "document-keys");
      await page.getByText("Keys are on").click();
      await page.keyboard.press("r");
      await page.reload();
      await page.keyboard.press("r");
      await page.getByRole("heading", { name: "Page 1 of 12" }).waitFor();
      assert.match(page.url(), /turn=90/);
    }));

  test("is looked at on a phone, and without scripts", () =>
    visit(house, async (page) => {
      await open(page);
      await page.getByLabel("Find in this document").fill("screening");
      await page.getByRole("button", { name: "Find", exact: true }).click();
      await page.getByText("is there 2 times").waitFor();
      await page.getByRole("link", { name: "Turn right" }).click();
      await page.waitForURL(/turn=90/);
      await page.getByRole("link", { name: "11 to 12" }).first().click();
      await page.getByRole("heading", { name: "Page 11 of 12" }).waitFor();
      assert.equal(await page.getByText("Keys (?)").isVisible(), false);
    }, { on: "phone", scripts: false }));

  test("is opened beside what is decided, and what was written there stays", () =>
    visit(house, async (page) => {
      await sign_in(page, "sam", page_of(house.case_of("C4")));
      await page.getByRole("link", { name: "Review and decide" }).click();
      await page.getByLabel("Why, in words").fill("As far as I have read.");
      await page.getByRole("link", { name: "plan of care", exact: true }).click();
      const beside = page.getByRole("region", { name: "The paper that is open" });
      await beside.getByRole("heading", { name: "Page 1 of 12" }).waitFor();
      await are_drawn(page);
      await page_is_sound(page, "workbench-with-paper");
      await beside.getByRole("link", { name: "Larger" }).click();
      await beside.getByText("150 %").waitFor();
      await beside.getByLabel("Find in this document").fill("vestibular");
      await beside.getByRole("button", { name: "Find" }).click();
      await beside.getByText("is there 2 times").waitFor();
      assert.equal(await page.getByLabel("Why, in words").inputValue(), "As far as I have read.");
      assert.match(new URL(page.url()).pathname, /\/review$/);
    }));

  test("is shown to nobody who does not see the case", () =>
    visit(house, async (page) => {
      await open(page, "ben");
      const [shown] = await page.locator("img").evaluateAll((all) => all.map((image) => image.src));
      await page.getByRole("button", { name: "Sign out" }).click();
      await sign_in(page, "ana");
      const picture = await page.request.get(shown);
      assert.equal(picture.status(), 404);
      assert.match(picture.headers()["content-type"], /text\/html/);
      assert.equal((await page.request.get(page_of(house.case_of("C4")) + "/documents/" + "0".repeat(64) + "/pages/1")).status(), 404);
    }));
});

describe("a file that is handed in", () => {
  let house;
  before(async () => (house = await open_house()));
  after(() => house.close());

  test("of a new request is looked at before it is sent", () =>
    visit(house, async (page) => {
      await sign_in(page, "ana", "/new");
      await page.getByRole("link", { name: /therapy.*: admission/i }).first().click();
      await fill_admission(page);
      await page.getByRole("button", { name: "What would happen?" }).click();
      await page.getByLabel("or a file of it").first().setInputFiles(file(plan(3, 3)));
      await page.getByRole("button", { name: "What would happen?" }).click();
      await page.getByText("3 pages. Page 3 may be hard to read (nearly blank).").waitFor();
      await page.locator("img.as-small").scrollIntoViewIfNeeded();
      await are_drawn(page);
      await page_is_sound(page, "new-request-with-file");
      await page.getByRole("link", { name: /^Look at/ }).click();
      await page.getByRole("heading", { name: "Page 3 of 3" }).waitFor();
    }));

  test("and is locked or broken is taken, and that is said", () =>
    visit(house, async (page) => {
      await hand_in(page, house, locked);
      await page.getByText("It cannot be opened here: it is protected by a password.").waitFor();
      await page_is_sound(page, "document-locked-handed-in");
      await page.getByRole("link", { name: "plan of care", exact: true }).click();
      await page.getByRole("alert").getByText("it is protected by a password").waitFor();
      await page_is_sound(page, "document-locked");
    }, { refused: 1 }));
});
