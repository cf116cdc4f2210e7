// Runs every *_test.mjs beside it in one process, with one browser and the day played once:
//
//   node tests/browser/run.mjs                                 on build/assent, or on $ASSENT_BUILT
//   node --test-name-pattern=keyboard tests/browser/run.mjs    only the tests whose name holds a word
//
// What it looks at is left as pictures in build/screens/.
import { readdirSync } from "node:fs";
import path from "node:path";
import { after, describe } from "node:test";
import { play_the_day, root } from "./house.mjs";
import { close_browser, open_browser } from "./visit.mjs";

await play_the_day();
await open_browser();
after(close_browser);

// Each suite has a house of its own, and waits for its browser most of the time: three of them share it well.
const folder = path.join(root, "tests/browser");
describe("in the browser", { concurrency: 3 }, async () => {
  for (const file of readdirSync(folder).filter((name) => name.endsWith("_test.mjs")).sort())
    await import(path.join(folder, file));
});
