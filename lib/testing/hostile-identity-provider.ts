import "server-only";
import { createHmac, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";

type Json = Record<string, unknown>;
export type Answer = (response: ServerResponse) => void;

/** How the provider handles one address: with the normal answer, changed or not, or with something else altogether. */
export interface Misdeeds {
  discovery?: (document: Json) => Json | Answer;
  jwks?: (keys: Json) => Json | Answer;
  /** The claims of the ID token. */
  idToken?: (claims: Json) => Json;
  /** The ID token itself, from its claims. */
  sign?: (claims: Json) => string;
  token?: (tokens: Json) => Json | Answer;
  userinfo?: (claims: Json) => Json | Answer;
}

export interface HostileProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Another origin, which must never receive anything. */
  elsewhere: { url: string; requests: string[] };
  /** Sets its behaviour from now on, and the nonce to expect from the next sign-in. */
  turn(misdeeds: Misdeeds, nonce?: string): void;
  publicKey: string;
  close(): Promise<void>;
}

const CLIENT = { clientId: "clusterdeck", clientSecret: "a-client-secret-of-the-tests" };
const MALLORY = { sub: "mallory", email: "mallory@example.org", name: "Mallory", groups: ["everybody"] };

/** An OpenID provider that answers as it likes, on two free ports. It is well-behaved unless told otherwise. */
export async function startHostileProvider(): Promise<HostileProvider> {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });
  const jwk = { ...publicKey.export({ format: "jwk" }), kid: "one", use: "sig", alg: "RS256" };
  let misdeeds: Misdeeds = {};
  let nonce = "";

  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "", issuer).pathname;
    const answer = answers[path]?.() ?? ((other: ServerResponse) => other.writeHead(404).end());
    request.resume().on("end", () => (typeof answer === "function" ? answer(response) : sendJson(response, answer)));
  });
  const issuer = await listen(server);
  const requests: string[] = [];
  const other = createServer((request, response) => {
    requests.push(request.url ?? "");
    response.end();
  });
  const elsewhere = { url: await listen(other), requests };

  const answers: Readonly<Record<string, () => Json | Answer>> = {
    "/.well-known/openid-configuration": () => changed(discoveryOf(issuer), misdeeds.discovery),
    "/jwks": () => changed({ keys: [jwk] }, misdeeds.jwks),
    "/token": () => {
      const seconds = Math.floor(Date.now() / 1_000);
      const times = { iat: seconds, exp: seconds + 300 };
      const claims = { iss: issuer, aud: CLIENT.clientId, ...times, nonce, ...MALLORY };
      const idToken = misdeeds.idToken?.(claims) ?? claims;
      const signed = misdeeds.sign?.(idToken) ?? signWith(privateKey, idToken);
      return changed({ access_token: "connection-details", token_type: "Bearer", id_token: signed }, misdeeds.token);
    },
    "/userinfo": () => changed(MALLORY, misdeeds.userinfo),
  };

  return {
    issuer,
    ...CLIENT,
    elsewhere,
    publicKey: publicKey.export({ type: "spki", format: "pem" }).toString(),
    turn: (next, expected = "") => {
      misdeeds = next;
      nonce = expected;
    },
    close: async () => {
      for (const one of [server, other]) {
        one.closeAllConnections();
        one.close();
        await once(one, "close");
      }
    },
  };
}

function discoveryOf(issuer: string): Json {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    userinfo_endpoint: `${issuer}/userinfo`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ["code"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256", "HS256", "none"],
  };
}

function changed(value: Json, change?: (value: Json) => Json | Answer): Json | Answer {
  return change?.(value) ?? value;
}

const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

export function signWith(key: KeyObject, claims: object, kid = "one"): string {
  const signed = `${base64({ alg: "RS256", kid })}.${base64(claims)}`;
  return `${signed}.${sign("sha256", Buffer.from(signed), key).toString("base64url")}`;
}

/** Signed with what everybody can know, or with nothing. */
export function signWithText(claims: object, text: string | null): string {
  const signed = `${base64({ alg: text === null ? "none" : "HS256", kid: "one" })}.${base64(claims)}`;
  return `${signed}.${text === null ? "" : createHmac("sha256", text).update(signed).digest("base64url")}`;
}

export const never: Answer = () => {};

export const html: Answer = (response) => {
  response.writeHead(200, { "Content-Type": "text/html" }).end("<h1>Sign in</h1>");
};

/** Valid JSON, at one byte per second. */
export const drip: Answer = (response) => {
  response.writeHead(200, { "Content-Type": "application/json" }).write("{");
  const dripping = setInterval(() => response.write(" "), 1_000).unref();
  response.on("close", () => clearInterval(dripping));
};

/** A valid answer, behind 50 MB of nothing. */
export function huge(value: Json): Answer {
  return (response) => {
    const chunk = " ".repeat(1_000_000);
    response.writeHead(200, { "Content-Type": "application/json" });
    for (let sent = 0; sent < 50; sent += 1) response.write(chunk);
    response.end(JSON.stringify(value));
  };
}

export function redirectTo(url: string): Answer {
  return (response) => {
    response.writeHead(307, { Location: url }).end();
  };
}

function sendJson(response: ServerResponse, value: Json): void {
  response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(value));
}

async function listen(server: ReturnType<typeof createServer>): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
}
