import { generateKeyPairSync } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, onTestFinished, vi } from "vitest";
import { singleSignOnProblem } from "@/components/sign-in/single-sign-on-problem";
import { callTo, cookiesOf, startAuth, type TestServer } from "@/lib/testing/example-auth";
import {
  type Answer,
  drip,
  type HostileProvider,
  html,
  huge,
  type Misdeeds,
  never,
  redirectTo,
  signWith,
  signWithText,
  startHostileProvider,
} from "@/lib/testing/hostile-identity-provider";
import { startConnectProxy } from "@/lib/testing/proxy/connect-proxy";
import { temporaryFolders } from "@/lib/testing/stores";
import { readProxySettings } from "../../configuration/proxy-settings";
import { answerAuth } from "../../features/sign-in/answer-auth";
import { log } from "../../log";
import { createOutbound, DIRECT } from "../../outbound/outbound";
import { readAuditEntries } from "../audit/audit-entries";

const newFolder = temporaryFolders();
let provider: HostileProvider;
let server: TestServer;
beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.close());
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.store.db.destroy());

function startServer(outbound = DIRECT): Promise<TestServer> {
  const { issuer, clientId, clientSecret } = provider;
  const roles = { admin: ["gpu-admins"], operator: [], viewer: ["everybody"] };
  const client = { label: "Example", issuer, clientId, clientSecret, scopes: ["openid", "email", "profile"] };
  return startAuth(
    { dataDir: newFolder() },
    { outbound, firstAdmin: null, singleSignOn: { ...client, roleClaim: "groups", roles } },
  );
}

/** A complete sign-in, up to where the browser lands. */
async function signIn(misdeeds: Misdeeds, on = server): Promise<Response> {
  const call = (path: string, body: object | null, cookies?: string) =>
    answerAuth({ request: callTo(path, body, cookies), application: on });
  provider.turn(misdeeds);
  const begun = await call("/api/auth/sign-in/social", { callbackURL: "/" });
  const { url }: { url: string } = await begun.json();
  const { searchParams } = new URL(url);
  provider.turn(misdeeds, searchParams.get("nonce") ?? "");
  const back = `/api/auth/callback/oidc?code=one&state=${searchParams.get("state")}`;
  return call(back, null, cookiesOf(begun));
}

async function expectRefusal(misdeeds: Misdeeds, on = server): Promise<void> {
  const response = await signIn(misdeeds, on);
  expect(response.status).toBe(302);
  expect(response.headers.get("location")).toMatch(/^\/login\?error=[a-z_]+$/);
  expect(await on.auth.identify(new Headers({ cookie: cookiesOf(response) }))).toBeNull();
  expect(await on.auth.people.list()).toEqual([]);
  const entries = await readAuditEntries(on.store, {}, 10, null);
  expect(entries.map(({ actor, action, target }) => ({ actor, action, target }))).toEqual([
    { actor: "guest", action: "sign-in-failed", target: "Example" },
  ]);
}

it("lets in people whom a well-behaved provider knows", async () => {
  const response = await signIn({});
  const person = await server.auth.identify(new Headers({ cookie: cookiesOf(response) }));
  expect(person).toMatchObject({ email: "mallory@example.org", name: "Mallory", role: "viewer" });
});

const SECONDS = () => Math.floor(Date.now() / 1_000);
const stranger = generateKeyPairSync("rsa", { modulusLength: 2_048 }).privateKey;

it.each<[what: string, misdeeds: () => Misdeeds]>([
  ["no ID token", () => ({ token: ({ id_token: _, ...tokens }) => tokens })],
  ["an ID token that is not a token", () => ({ sign: () => "a.b.c" })],
  ["an ID token without an expiry", () => ({ idToken: ({ exp: _, ...claims }) => claims })],
  ["an ID token whose expiry is text", () => ({ idToken: (claims) => ({ ...claims, exp: `${SECONDS() + 300}` }) })],
  ["an ID token that has expired", () => ({ idToken: (claims) => ({ ...claims, exp: SECONDS() - 600 }) })],
  ["an ID token that is not valid yet", () => ({ idToken: (claims) => ({ ...claims, nbf: SECONDS() + 600 }) })],
  ["an ID token without an issue time", () => ({ idToken: ({ iat: _, ...claims }) => claims })],
  ["an ID token without a subject", () => ({ idToken: ({ sub: _, ...claims }) => claims })],
  ["an ID token for another program", () => ({ idToken: (claims) => ({ ...claims, aud: "other" }) })],
  ["an ID token without an audience", () => ({ idToken: ({ aud: _, ...claims }) => claims })],
  ["an ID token made for another program's use", () => ({ idToken: (claims) => ({ ...claims, azp: "other" }) })],
  [
    "an ID token for several programs, made for another",
    () => ({ idToken: (claims) => ({ ...claims, aud: [claims.aud, "other"], azp: "other" }) }),
  ],
  [
    "an ID token for several programs, made for none",
    () => ({ idToken: (claims) => ({ ...claims, aud: [claims.aud, "other"] }) }),
  ],
  ["an ID token of another issuer", () => ({ idToken: (claims) => ({ ...claims, iss: provider.elsewhere.url }) })],
  ["an ID token of another sign-in", () => ({ idToken: (claims) => ({ ...claims, nonce: "another" }) })],
  ["an ID token of no sign-in", () => ({ idToken: ({ nonce: _, ...claims }) => claims })],
  ["an ID token that nobody signed", () => ({ sign: (claims) => signWithText(claims, null) })],
  ["an ID token signed with the public key", () => ({ sign: (claims) => signWithText(claims, provider.publicKey) })],
  ["an ID token signed with the secret", () => ({ sign: (claims) => signWithText(claims, provider.clientSecret) })],
  ["an ID token signed by a stranger", () => ({ sign: (claims) => signWith(stranger, claims) })],
  ["an ID token signed by an unknown key", () => ({ sign: (claims) => signWith(stranger, claims, "two") })],
  ["the claims of somebody else", () => ({ userinfo: (claims) => ({ ...claims, sub: "somebody-else" }) })],
  ["claims of nobody", () => ({ userinfo: ({ sub: _, ...claims }) => claims })],
  ["claims as a page", () => ({ userinfo: () => html })],
  ["claims of 50 MB", () => ({ userinfo: huge })],
  ["claims from elsewhere", () => ({ userinfo: () => redirectTo(provider.elsewhere.url) })],
  ["tokens as a page", () => ({ token: () => html })],
  ["tokens of 50 MB", () => ({ token: huge })],
  ["tokens from elsewhere", () => ({ token: () => redirectTo(provider.elsewhere.url) })],
  ["keys as a page", () => ({ jwks: () => html })],
  ["keys of 50 MB", () => ({ jwks: huge })],
  ["keys from elsewhere", () => ({ jwks: () => redirectTo(provider.elsewhere.url) })],
  ["no keys", () => ({ jwks: () => ({ keys: [] }) })],
  ["an account named by a control character", () => named({ sub: "mal\u0000lory" })],
  ["an account with an endless name", () => named({ sub: "m".repeat(300) })],
  ["an account without a name", () => named({ sub: " " })],
  ["an account named by a number", () => named({ sub: 7 })],
  ["the audit log's word for nobody as an address", () => named({ email: "system" })],
  ["an address with a control character", () => named({ email: "mallory\u0000@example.org" })],
  ["an address that reads backwards", () => named({ email: "mallory\u202e@example.org" })],
  ["an address in letters that look like others", () => named({ email: "m\u0430llory@example.org" })],
  ["an endless address", () => named({ email: `${"m".repeat(250)}@example.org` })],
  ["an address with a second line", () => named({ email: "mallory@example.org\nadmin@example.org" })],
  ["several addresses", () => named({ email: ["mallory@example.org", "admin@example.org"] })],
  ["no address", () => named({ email: undefined })],
  ["an address that nobody has confirmed", () => named({ email_verified: false })],
  ["no group but a prototype's", () => named({ groups: { constructor: "everybody" } })],
  ["groups that are not strings", () => named({ groups: [["everybody"], { name: "everybody" }, 1, null] })],
])("lets nobody in who comes back with %s", async (_, misdeeds) => {
  await expectRefusal(misdeeds());
  expect(provider.elsewhere.requests).toEqual([]);
});

/** What is written to the log meanwhile, as text. */
async function loggedDuring(work: () => Promise<unknown>): Promise<string> {
  const lines: string[] = [];
  const spy = vi.spyOn(log(), "warn").mockImplementation((...line: unknown[]) => void lines.push(JSON.stringify(line)));
  await work();
  spy.mockRestore();
  return lines.join("\n");
}

it.each<[code: string, misdeeds: () => Misdeeds, told: string]>([
  [
    "clock_differs",
    () => ({ idToken: (claims) => ({ ...claims, exp: SECONDS() - 600 }) }),
    "expired 600 s ago by this server's clock. Compare the clocks",
  ],
  [
    "clock_differs",
    () => ({ idToken: (claims) => ({ ...claims, nbf: SECONDS() + 600 }) }),
    "is not valid for another 600 s by this server's clock",
  ],
  [
    "wrong_issuer",
    () => ({ idToken: (claims) => ({ ...claims, iss: provider.elsewhere.url }) }),
    "Check signIn.oidc.issuer",
  ],
  ["wrong_audience", () => ({ idToken: (claims) => ({ ...claims, aud: "other" }) }), "Check signIn.oidc.clientId"],
  ["wrong_audience", () => ({ idToken: (claims) => ({ ...claims, azp: "other" }) }), "Check signIn.oidc.clientId"],
  ["wrong_secret", () => ({ token: () => refusal("invalid_client") }), "refused signIn.oidc.clientId or its secret"],
  ["code_expired", () => ({ token: () => refusal("invalid_grant") }), "the redirect address registered there"],
  ["provider_refused", () => ({ token: () => refusal("CANARY secret") }), "a code that is not in the standard"],
  ["unknown_key", () => ({ sign: (claims) => signWith(stranger, claims, "two") }), "not among those"],
  ["other_sign_in", () => ({ idToken: (claims) => ({ ...claims, nonce: "another" }) }), "another sign-in (nonce)"],
  ["odd_answer", () => ({ token: ({ id_token: _, ...tokens }) => tokens }), "signIn.oidc.scopes contain openid"],
  ["odd_answer", () => ({ token: () => html }), "not as OpenID Connect requires"],
  ["odd_answer", () => named({ sub: 7 }), "Single sign-on:"],
  ["email_not_found", () => named({ email: undefined }), "no e-mail address: is the scope email among"],
  ["email_not_verified", () => named({ email_verified: false }), "email_verified is false"],
  ["no_role", () => named({ groups: undefined }), "without the claim groups. Have the identity provider put it into"],
  ["no_role", () => named({ groups: ["CANARY"] }), "the values of the claim groups give somebody no role"],
])(
  "tells the person by %s what was wrong, and the admin what to correct, without a token or a code",
  async (code, misdeeds, told) => {
    // So that the token is as old as it says when it arrives.
    vi.useFakeTimers({ toFake: ["Date"] });
    onTestFinished(() => void vi.useRealTimers());
    const logged = await loggedDuring(async () => {
      const response = await signIn(misdeeds());
      expect(response.headers.get("location")).toBe(`/login?error=${code}`);
    });
    expect(singleSignOnProblem(code, "Example")).not.toContain("log has details");
    expect(logged).toContain(told);
    for (const secret of ["CANARY", "code=one", "connection-details", provider.clientSecret, "eyJ"]) {
      expect(logged).not.toContain(secret);
    }
  },
);

function refusal(error: string): Answer {
  return (response) => {
    response.writeHead(400, { "Content-Type": "application/json" });
    response.end(JSON.stringify({ error, error_description: "CANARY code=one" }));
  };
}

it("names the proxy in the log if that is what keeps the provider from being reached", async () => {
  await using proxy = await startConnectProxy(() => 0);
  proxy.turn(407);
  const url = proxy.url.replace("//", "//user:CANARY-password@");
  const { proxies } = readProxySettings({ HTTP_PROXY: url, NODE_USE_ENV_PROXY: "1" });
  const behind = await startServer(createOutbound(proxies));
  const logged = await loggedDuring(async () => {
    await expect(signIn({}, behind)).rejects.toMatchObject({ code: "unreachable" });
  });
  expect(logged).toContain(`The proxy ${new URL(proxy.url).host} wants another login`);
  expect(logged).not.toContain("CANARY");
  await behind.store.close();
});

/** What the provider says about Mallory, everywhere it says anything. */
function named(change: Record<string, unknown>): Misdeeds {
  const say = (claims: Record<string, unknown>) => ({ ...claims, ...change });
  return { idToken: say, userinfo: say };
}

it.each<[what: string, misdeeds: Misdeeds]>([
  ["for tokens that never arrive", { token: () => never }],
  ["for tokens at a byte per second", { token: () => drip }],
  ["for keys at a byte per second", { jwks: () => drip }],
  ["for claims that never arrive", { userinfo: () => never }],
  ["for claims at a byte per second", { userinfo: () => drip }],
])("waits only for a limited time %s", async (_, misdeeds) => {
  await expectRefusal(misdeeds);
});

it.each<[what: string, discovery: NonNullable<Misdeeds["discovery"]>]>([
  ["for another issuer", (document) => ({ ...document, issuer: "https://login.example.org" })],
  ["without keys", ({ jwks_uri: _, ...document }) => document],
  ["without tokens", ({ token_endpoint: _, ...document }) => document],
  ["that runs a script", (document) => ({ ...document, authorization_endpoint: "javascript:alert(1)" })],
  ["that reads files", (document) => ({ ...document, token_endpoint: "file:///etc/passwd" })],
  ["as a page", () => html],
  ["of 50 MB", huge],
  ["from elsewhere", () => redirectTo(provider.elsewhere.url)],
  ["that never ends", () => drip],
])("begins no sign-in from a discovery document %s, and begins one once it is in order", async (_, discovery) => {
  await expect(signIn({ discovery })).rejects.toMatchObject({ code: "unreachable" });
  expect(provider.elsewhere.requests).toEqual([]);
  expect((await signIn({})).headers.get("location")).toBe("/");
});

it("sends whoever comes back to the sign-in page while the provider cannot be reached", async () => {
  provider.turn({ discovery: () => html });
  const request = callTo("/api/auth/callback/oidc?code=one&state=two", null);
  const response = await answerAuth({ request, application: server });
  expect(response.headers.get("location")).toBe("/login?error=unreachable");
});

it("accepts a name only as one line without invisible characters, and never one of the audit log's own", async () => {
  const nameFor = async (name: unknown) => {
    await signIn(named({ name }));
    return (await server.auth.people.list()).at(0)?.name;
  };
  expect(await nameFor(" Mal\u202e\u0000lory\nthe\tfirst ")).toBe("Mal lory the first");
  expect(await nameFor("n".repeat(5_000))).toHaveLength(80);
  for (const name of ["system", "Guest", "\u200bsystem", 7, undefined, ""]) {
    expect(await nameFor(name)).toBe("mallory@example.org");
  }
});

it("takes the role from the groups in the signed ID token, however many, and from nowhere else if it names any", async () => {
  const groups = [...Array.from({ length: 20_000 }, (_, index) => `group-${index}`), "everybody"];
  const response = await signIn({
    idToken: (claims) => ({ ...claims, groups }),
    userinfo: (claims) => ({ ...claims, groups: ["gpu-admins"] }),
  });
  expect(await server.auth.identify(new Headers({ cookie: cookiesOf(response) }))).toMatchObject({ role: "viewer" });
});

it("never gives somebody the address of another, and ends on the sign-in page instead", async () => {
  await signIn({});
  await server.auth.people.add({ email: "ada@example.org", name: "Ada", role: "admin" });
  const response = await signIn(named({ email: "ada@example.org" }));
  expect(response.headers.get("location")).toBe("/login?error=email_taken");
  const emails = (await server.auth.people.list()).map(({ email }) => email);
  expect(emails).toEqual(["ada@example.org", "mallory@example.org"]);
  const [entry] = await readAuditEntries(server.store, {}, 1, null);
  expect(entry).toMatchObject({ actor: "guest", action: "sign-in-failed" });
});
