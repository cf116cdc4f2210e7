// A mail server for a test: a real one, which takes mail under TLS from whoever signs in, and keeps it.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { SMTPServer } from "smtp-server";
import { folder } from "./house.mjs";

const user = "assent";
const password = "a long word of chance";

function certificate() {
  const [key, chain] = ["mail-key.pem", "mail-chain.pem"].map((name) => path.join(folder, name));
  mkdirSync(folder, { recursive: true });
  execFileSync("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
    "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", chain],
  { stdio: "ignore" });
  return { key: readFileSync(key), cert: readFileSync(chain), chain };
}

// Resolves to { mails, next(), environment, close() }: what has come, each with `from`, `to`, `secure`, `user` and
// `text`; the next that comes; what a house needs to be told to send here.
export async function open_mail_server({ refuse = () => false } = {}) {
  const { key, cert, chain } = certificate();
  const mails = [];
  let waiting = [];
  const server = new SMTPServer({
    key, cert, disabledCommands: [], allowInsecureAuth: false,
    onAuth: (auth, session, done) =>
      auth.username === user && auth.password === password ? done(null, { user }) : done(new Error("unknown")),
    onRcptTo: ({ address }, session, done) => (refuse(address) ? done(new Error("no such mailbox")) : done()),
    onData: (stream, session, done) => {
      let text = "";
      stream.on("data", (piece) => (text += piece));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({
          from: mailFrom.address, to: rcptTo.map((one) => one.address).join(), secure: session.secure,
          user: session.user, text,
        });
        for (const told of waiting.splice(0)) told(mails.at(-1));
        done();
      });
    },
  });
  server.on("error", () => {}); // of a client that breaks off
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const next = (time = 20_000) => new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error("no mail came")), time);
    waiting.push((mail) => {
      clearTimeout(late);
      resolve(mail);
    });
  });
  return {
    mails, next,
    environment: {
      ASSENT_MAIL_SERVER: "localhost", ASSENT_MAIL_PORT: String(server.server.address().port),
      ASSENT_MAIL_USER: user, ASSENT_MAIL_PASSWORD: password, ASSENT_MAIL_FROM: "assent@plan.example",
      ASSENT_MAIL_AUTHORITIES: chain, ASSENT_SERVER_PUBLIC_ADDRESS: "https://assent.plan.example",
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
