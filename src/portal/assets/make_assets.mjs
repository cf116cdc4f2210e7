// Makes what the pages load from what npm has installed and what lies beside this file: one stylesheet with its
// small pictures inside, scripts, fonts, icons. Each gets a name with a digest of its content, so that a browser
// may keep it for ever, and is compressed once, here. Writes one C++ source that holds all of it.
//
//   node make_assets.mjs OUTPUT.cpp
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const here = path.dirname(fileURLToPath(import.meta.url));
const modules = path.resolve(here, "../../../node_modules");
const uswds = path.join(modules, "@uswds/uswds");

for (const wanted of ["@uswds/uswds", "htmx.org", "sass"]) {
  if (existsSync(path.join(modules, wanted))) continue;
  console.error(`make_assets: ${wanted} is not in ${modules}: what the pages are made of comes from npm.`);
  console.error("make_assets: run script/bootstrap, which fetches it; that needs the npm registry once.");
  process.exit(1);
}
const sass = await import("sass");

// The pictures that pages may show as <use href="ICONS#name">.
const icons = [
  "account_circle", "add", "arrow_back", "arrow_forward", "attach_file", "check", "check_circle", "close", "error",
  "event", "expand_less", "expand_more", "fax", "file_download", "file_upload", "flag", "forum", "groups", "help",
  "history", "home", "hourglass_empty", "info", "lock", "logout", "mail", "menu", "more_horiz", "navigate_before",
  "navigate_next", "person", "phone", "print", "schedule", "search", "send", "settings", "undo", "visibility",
  "warning",
];

const types = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

const assets = [];

function add(name, bytes) {
  const digest = createHash("sha256").update(bytes).digest("hex").slice(0, 12);
  const { name: stem, ext } = path.parse(name);
  const packed = gzipSync(bytes, { level: 9 });
  const gzip = packed.length < bytes.length && ext !== ".woff2" ? packed : Buffer.alloc(0);
  const asset = { name, digest, url: `/assets/${stem}-${digest}${ext}`, type: types[ext], bytes, gzip };
  assets.push(asset);
  return asset.url;
}

// A picture of the design system as part of the stylesheet: one request fewer, and it is there when it is needed.
function inlined(file) {
  const text = readFileSync(path.join(uswds, "dist/img", file), "utf8").replace(/<!--.*?-->/gs, "");
  return "data:image/svg+xml," + encodeURIComponent(text.trim()).replaceAll("%20", " ").replaceAll("%3D", "=")
    .replaceAll("%2F", "/").replaceAll("%3A", ":").replaceAll("%22", "'");
}

function stylesheet() {
  const compiled = sass.compile(path.join(here, "assent.scss"), {
    loadPaths: [path.join(uswds, "packages")], style: "compressed", quietDeps: true,
  });
  const fonts = new Map();
  const font = (file) => {
    if (!fonts.has(file)) fonts.set(file, add(path.basename(file), readFileSync(path.join(uswds, "dist/fonts", file))));
    return fonts.get(file);
  };
  const css = compiled.css.replace(/url\("?(img|fonts)\/([^")]+)"?\)/g, (_, kind, file) =>
    kind === "img" ? `url("${inlined(file)}")` : `url(${font(file)})`);
  return Buffer.from(css);
}

function sprite() {
  const symbols = icons.map((icon) => {
    const text = readFileSync(path.join(uswds, "dist/img/usa-icons", `${icon}.svg`), "utf8");
    const [, attributes, inside] = text.match(/<svg([^>]*)>(.*)<\/svg>/s);
    const [, box] = attributes.match(/viewBox="([^"]*)"/);
    return `<symbol id="${icon}" viewBox="${box}">${inside.trim()}</symbol>`;
  });
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`);
}

// Bytes as the literals of C++: text where they are text, three octal digits elsewhere.
function literal(bytes) {
  let line = "", lines = [];
  for (const byte of bytes) {
    const plain = byte >= 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c && byte !== 0x3f;
    line += plain ? String.fromCharCode(byte) : "\\" + byte.toString(8).padStart(3, "0");
    if (line.length < 4000) continue;
    lines.push(line);
    line = "";
  }
  lines.push(line);
  return `std::string_view(${lines.map((text) => `"${text}"`).join("\n")}, ${bytes.length})`;
}

function source() {
  const rows = assets.map(({ name, digest, url, type, bytes, gzip }) =>
    `Asset{"${name}", "${url}", "${type}", "${digest}",\n${literal(bytes)},\n${literal(gzip)}},\n`);
  return `// Made by make_assets.mjs; changes belong there.
#include "portal/assets.hpp"

#include <array>

#pragma GCC diagnostic ignored "-Woverlength-strings"

namespace assent::portal {

std::span<const Asset> all_assets() {
static constexpr std::array<Asset, ${assets.length}> assets{{
${rows.join("")}}};
return assets;
}

} // namespace assent::portal
`;
}

const own = (file) => readFileSync(path.join(here, file));
// Without the way to a map that is not served.
const script = (file) => Buffer.from(readFileSync(file, "utf8").replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "\n"));
add("assent.css", stylesheet());
add("assent.js", own("assent.js"));
add("htmx.js", script(path.join(modules, "htmx.org/dist/htmx.min.js")));
add("uswds.js", script(path.join(uswds, "dist/js/uswds.min.js")));
add("uswds-init.js", script(path.join(uswds, "dist/js/uswds-init.min.js")));
add("icons.svg", sprite());
add("favicon.svg", own("favicon.svg"));
writeFileSync(process.argv[2], source());

for (const { url, bytes, gzip } of assets)
  console.log(`${String(bytes.length).padStart(7)} ${String(gzip.length || bytes.length).padStart(7)}  ${url}`);
