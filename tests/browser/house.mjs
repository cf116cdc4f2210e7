// A server for a test: the built program on a data folder of its own, with the people of docs/demonstration and
// the day they have had. The day is played once; each house begins with a copy of what it left.
import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { setImmediate as next_turn } from "node:timers/promises";
import { fileURLToPath } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
export const assent = path.resolve(root, process.env.ASSENT_BUILT ?? "build/assent");
export const folder = path.join(path.dirname(assent), "browser");
const played = path.join(folder, "played");
const monday_morning = "2026-11-30T15:00:00Z"; // the day of docs/demonstration begins
const monday_noon = "2026-11-30T17:00:00Z";

let houses = 0;

// Starts `assent serve` and resolves to its address and the way to end it, which resolves when it has ended well.
async function serve(data, clock, environment = {}) {
  const server = spawn(assent, ["serve", "--training", "--data", data, "--port", "0", "--clock", clock], {
    cwd: root, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...environment },
  });
  const kill = () => server.kill();
  process.once("exit", kill);
  let told = "";
  const ended = new Promise((resolve) => server.once("exit", (code, signal) => resolve(code ?? signal)));
  const heard = new Promise((resolve) => {
    for (const stream of [server.stdout, server.stderr])
      createInterface({ input: stream }).on("line", (line) => {
        told += line + "\n";
        if (line.startsWith("listening on ")) resolve(line.slice("listening on ".length));
      });
  });
  const url = await Promise.race([heard, ended.then((code) => {
    throw new Error(`the server ended (${code}) before it listened:\n${told}`);
  })]);
  const close = async () => {
    server.kill("SIGTERM");
    const code = await ended;
    process.off("exit", kill);
    if (code !== 0) throw new Error(`the server ended badly (${code}):\n${told}`);
  };
  return { url, close };
}

function demonstration(...words) {
  execFileSync(path.join(root, "script/demonstration"), words, {
    env: { ...process.env, ASSENT_BUILT: assent }, stdio: ["ignore", "ignore", "inherit"],
  });
}

// To be called once, before any house is opened.
export async function play_the_day() {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  demonstration("make", played);
  const server = await serve(played, monday_morning, { ASSENT_SERVER_PUBLIC_ADDRESS: "https://assent.example.org" });
  try {
    demonstration("play", played, server.url);
  } finally {
    await server.close();
  }
}

// The code of a letter of that name that went to a member on paper, and their birth date; undefined while none has.
function sent_to_member(data, name) {
  const mail = path.join(data, "outgoing/mail");
  for (const file of existsSync(mail) ? readdirSync(mail).filter((one) => one.endsWith(".json")) : []) {
    const { mark, notice, text } = JSON.parse(readFileSync(path.join(mail, file), "utf8"));
    const code = /Type this code: (\S+)/.exec(text ?? "")?.[1];
    if (notice !== name || !code) continue;
    const members = readFileSync(path.join(root, "docs/demonstration/members.csv"), "utf8");
    const [, born] = new RegExp(`^${mark.split("/")[1]},.*?(\\d{4}-\\d{2}-\\d{2})`, "m").exec(members);
    return { code, born, member: mark.split("/")[1] };
  }
}

// The same, once it has: a server that has just begun may still be sending.
async function letter_to_member(data, name) {
  for (const since = Date.now(); Date.now() - since < 20_000; await next_turn()) {
    const sent = sent_to_member(data, name);
    if (sent) return sent;
  }
  throw new Error(`no letter '${name}' went to a member`);
}

// A server of its own: { url, token_of(person), case_of("C1"), letter_to_member(), close() }. Its clock begins at `clock`; what it is
// told beside that, `environment` says; `prepare` is handed its folder before it begins.
export async function open_house({ clock = monday_noon, environment = {}, prepare = () => {} } = {}) {
  const data = path.join(folder, String(++houses));
  cpSync(played, data, { recursive: true });
  prepare(data);
  const server = await serve(data, clock, environment);
  return {
    ...server,
    token_of: (person) => readFileSync(`${played}.tokens/${person}`, "utf8").trim(),
    letter_to_member: (name) => letter_to_member(data, name),
    case_of: (name) => readFileSync(`${played}.cases/${name}`, "utf8").trim(),
  };
}
