// A person at a page: a private window of a real Chromium, on a desk or a phone, with scripts or without. What
// the browser complains of while they are there fails the test: an error, a file that is missing, anything the
// content policy refuses, anything that is asked of another machine.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { chromium } from "playwright-core";
import { note_page, write_gallery } from "./gallery.mjs";
import { assent, folder } from "./house.mjs";

const screens = path.join(path.dirname(assent), "screens");
const desk = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };
const enlarged = { width: 640, height: 400 }; // the desk at 200 percent

// Fails with every finding in its message.
const none = (findings, what) => assert.ok(findings.length === 0, `${what}:\n${findings.join("\n")}`);

let browser;
let failures = 0;

export async function open_browser() {
  mkdirSync(screens, { recursive: true });
  browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
  });
}

export const close_browser = () => {
  write_gallery(screens);
  return browser.close();
};

function note_complaints(context, origins) {
  const complaints = [];
  context.on("console", (message) => {
    if (!["error", "warning"].includes(message.type())) return;
    if (message.text().startsWith("Response Status Error Code ")) return; // htmx, of what the browser tells as well
    complaints.push(`console: ${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => complaints.push(`script: ${error.error().message}`));
  context.on("requestfailed", (request) => {
    // Whoever goes on before a page was loaded has asked for nothing wrong.
    const reason = request.failure()?.errorText;
    if (reason !== "net::ERR_ABORTED") complaints.push(`request: ${request.url()}: ${reason}`);
  });
  context.on("request", (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    if (!origins.includes(asked) && protocol !== "data:") complaints.push(`another machine: ${request.url()}`);
  });
  return complaints;
}

const is_refusal = (complaint) => /^console: Failed to load resource: .* status of [45]\d\d .*\((?!.*\/assets\/)/.test(complaint);

// Half a second there and back, 400 kbit/s down and 160 kbit/s up.
async function slow_down(page) {
  const line = await page.context().newCDPSession(page);
  await line.send("Network.enable");
  await line.send("Network.emulateNetworkConditions",
    { offline: false, latency: 500, downloadThroughput: 50_000, uploadThroughput: 20_000 });
}

// Hands `stay` a page in a new private window, at the house's address. `scripts: false` is a browser without
// them; `slow: true` is a line as of a telephone in the country. It may ask the machines `beside` as well. So many requests, `refused`, are to be answered with a refusal,
// which the browser tells as well.
export async function visit(house, stay, { on = "desk", scripts = true, slow = false, refused = 0, beside = [] } = {}) {
  const context = await browser.newContext({
    baseURL: house.url, viewport: on === "phone" ? phone : desk, hasTouch: on === "phone",
    javaScriptEnabled: scripts, reducedMotion: "reduce", timezoneId: "America/New_York", locale: "en-US",
  });
  const complaints = note_complaints(context, [new URL(house.url).origin, ...beside]);
  try {
    const page = await context.newPage();
    if (slow) await slow_down(page);
    await stay(page);
    const refusals = complaints.filter(is_refusal);
    none(complaints.filter((one) => !is_refusal(one)), "the browser complained");
    assert.equal(refusals.length, refused, `pages that were refused: ${refusals}`);
  } catch (error) {
    const [page] = context.pages();
    const file = path.join(folder, `failed-${++failures}.png`);
    await page?.screenshot({ path: file, fullPage: true }).catch(() => {});
    error.message += `\n(${page?.url()}, as seen in ${file}; complaints: ${JSON.stringify(complaints)})`;
    throw error;
  } finally {
    await context.close();
  }
}

// Has the page at `path` answered as the front page is, with another content: for tests of what no page shows yet.
export async function made_up(page, path, content) {
  await page.route(`**${path}`, async (route) => {
    const response = await route.fetch({ url: new URL("/", route.request().url()).href });
    const body = (await response.text()).replace(/(<main[^>]*>).*(<\/main>)/s, `$1${content}$2`);
    await route.fulfill({ response, body });
  });
  await page.goto(path);
}

// Findings of axe as somebody who mends them wants them: the rule, what it is about, and the elements.
async function barriers(page) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]).analyze();
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html).join(" | ")}`);
}

async function seen_at(page, size, file) {
  await page.setViewportSize(size);
  await page.evaluate(() => document.fonts.ready);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= size.width, `the page is ${wide} wide where ${size.width} fit: something does not wrap`);
  if (file) await page.screenshot({ path: path.join(screens, file), fullPage: true });
}

// Holds the page to what every page is held to, on a desk, on a phone, and on a desk at 200 percent. With a name it leaves
// build/screens/NAME.png and NAME-phone.png, and a place in build/screens/gallery/index.html.
export async function page_is_sound(page, name) {
  assert.equal(await page.locator("h1").count(), 1, "a page has one heading of the first rank");
  assert.equal(await page.locator("[style]:not([style='']), style, script:not([src])").count(), 0, "the policy refuses these");
  const before = page.viewportSize();
  await seen_at(page, phone, name && `${name}-phone.png`);
  await seen_at(page, enlarged);
  await seen_at(page, desk, name && `${name}.png`);
  none(await barriers(page), "barriers"); // elements, names and colours are the same at both widths
  await page.setViewportSize(before);
  const { pathname, search } = new URL(page.url());
  if (name) note_page(name, await page.title(), pathname + search);
}

const focus_shows = (element) => {
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
  return (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none";
};

// Goes on by Tab until the element has the focus, and shows it. At most `most` steps: nobody counts further.
export async function tab_to(page, element, most = 60) {
  for (let step = 0; step < most; ++step) {
    await page.keyboard.press("Tab");
    if (!(await element.evaluate((wanted) => wanted === document.activeElement))) continue;
    assert.ok(await element.evaluate(focus_shows), "where the focus is, it has to show");
    return;
  }
  assert.fail(`${most} times Tab do not lead to ${element}`);
}
