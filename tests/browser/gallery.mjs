// Every page that a test looked at, in its states, on one page to leaf through: build/screens/gallery/index.html,
// with the name by which the test calls it, its title and its address, on a desk and on a phone.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

const seen = new Map();

// A page was looked at; the pictures NAME.png and NAME-phone.png lie in the folder of screens.
export function note_page(name, title, address) {
  seen.set(name, { title, address });
}

const escaped = (text) => text.replace(/[&<>"]/g, (one) => `&#${one.codePointAt(0)};`);

function figure([name, { title, address }]) {
  const picture = (file, what) =>
    `<a href="../${file}.png"><img src="../${file}.png" alt="${escaped(`${name} on a ${what}`)}" class="${what}" loading="lazy"></a>`;
  return `<figure id="${escaped(name)}"><figcaption><b>${escaped(name)}</b> ${escaped(title)}<br><code>${escaped(address)}</code></figcaption>
${picture(name, "desk")}${picture(`${name}-phone`, "phone")}</figure>`;
}

export function write_gallery(screens) {
  const folder = path.join(screens, "gallery");
  mkdirSync(folder, { recursive: true });
  const pages = [...seen].sort(([a], [b]) => a.localeCompare(b));
  writeFileSync(path.join(folder, "index.html"), `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>The pages</title><style>
body { font-family: sans-serif; margin: 2em; } figure { display: inline-block; vertical-align: top; margin: 0 2em 2em 0; }
img { border: 1px solid #ccc; margin: 0.5em 0.5em 0 0; object-fit: cover; object-position: top; height: 16em; }
.desk { width: 26em; } .phone { width: 8em; }
</style></head><body><h1>The pages, as the tests saw them</h1>
<p>${pages.length} pages and states. A picture leads to the whole of it.</p>
${pages.map(figure).join("\n")}
</body></html>
`);
}
