// A provider of OpenID Connect for a test: a real one, with a page on which somebody says who they are, or leaves.
import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import { Provider } from "oidc-provider";

export const client = { client_id: "assent", client_secret: "a secret of the test, for nobody" };

const signing_key = (kind, options, more) => ({
  ...generateKeyPairSync(kind, options).privateKey.export({ format: "jwk" }), use: "sig", ...more,
});

const keys = [signing_key("rsa", { modulusLength: 2048 }, { alg: "RS256" }),
  signing_key("ec", { namedCurve: "P-256" }, { alg: "ES256" })];

const question = `<!DOCTYPE html><html lang="en"><title>Provider</title><h1>Who are you?</h1>
<form method="post"><label>Name <input name="name"></label>
<button name="do" value="in">Go on</button><button name="do" value="leave">Leave</button></form></html>`;

async function body_of(request) {
  let text = "";
  for await (const piece of request) text += piece;
  return new URLSearchParams(text);
}

// Who is named is who they are; whoever is there has agreed to everything.
function made(issuer, algorithm, back) {
  return new Provider(issuer, {
    clients: [{ ...client, redirect_uris: [back], id_token_signed_response_alg: algorithm }],
    jwks: { keys },
    cookies: { keys: ["a key of the test"] },
    claims: { openid: ["sub"], profile: ["preferred_username"] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, preferred_username: id }) }),
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope("openid profile");
      await grant.save();
      return grant;
    },
  });
}

// Has the browser stay where it would have gone back, at a page that says where to.
function hold(response) {
  const end = response.end.bind(response);
  response.end = (...body) => {
    const to = String(response.getHeader("location") ?? "");
    if (!to.includes("/open-id/back")) return end(...body);
    response.statusCode = 200;
    for (const name of ["location", "content-length"]) response.removeHeader(name);
    response.setHeader("content-type", "text/html");
    return end(`<!DOCTYPE html><html lang="en"><title>Held</title><h1>Held</h1><a href="${to.replaceAll("&", "&amp;")}">Go back</a></html>`);
  };
}

// { origin, serve(house, { algorithm, held }), close() }: its address is known before it knows whom it serves.
export async function open_provider() {
  let answer;
  const server = createServer((request, response) => answer(request, response));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const serve = (house, { algorithm = "RS256", held = false } = {}) => {
    const provider = made(origin, algorithm, `${house.url}/open-id/back`);
    const others = provider.callback();
    answer = async (request, response) => {
      if (request.url === "/favicon.ico") return response.writeHead(204).end();
      if (held) hold(response);
      if (!request.url.startsWith("/interaction/")) return others(request, response);
      if (request.method === "GET") return response.setHeader("content-type", "text/html").end(question);
      const form = await body_of(request);
      const said = form.get("do") === "leave" ? { error: "access_denied" } : { login: { accountId: form.get("name") } };
      await provider.interactionFinished(request, response, said, { mergeWithLastSubmission: false });
    };
  };
  const close = () => new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
  return { origin, serve, close };
}
