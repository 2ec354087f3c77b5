import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { ADMIN, callTo, cookiesOf, PUBLIC_URL, startAuth, type TestServer } from "@/lib/testing/example-auth";
import { startIdentityProvider, type TestIdentityProvider, visitProvider } from "@/lib/testing/oidc-provider";
import { describeEachStore } from "@/lib/testing/stores";
import { answerAuth } from "../../features/sign-in/answer-auth";
import { storageRefusal } from "../../store/storage-refusal";
import { writeCounts } from "../audit/audit";
import { readAuditEntries } from "../audit/audit-entries";

const ROLES = { admin: ["gpu-admins"], operator: ["gpu-operators"], viewer: ["everybody"] };
const dana = { sub: "dana", email: "dana@example.org", name: "Dana", groups: ["everybody", "gpu-operators"] };

let provider: TestIdentityProvider;
beforeAll(async () => {
  provider = await startIdentityProvider();
  provider.register(`${PUBLIC_URL}/api/auth/callback/oidc`);
});
afterAll(() => provider.close());

describeEachStore((newStore) => {
  let server: TestServer;
  beforeEach(async () => {
    const { issuer, clientId, clientSecret } = provider;
    const scopes = ["openid", "email", "profile"];
    const singleSignOn = {
      label: "Example",
      issuer,
      clientId,
      clientSecret,
      scopes,
      roleClaim: "groups",
      roles: ROLES,
    };
    server = await startAuth(await newStore(), { singleSignOn });
  });
  afterEach(() => server.store.close());

  const answer = (request: Request) => answerAuth({ request, application: server });
  const begin = async (callbackURL = "/costs") => {
    const response = await answer(callTo("/api/auth/sign-in/social", { callbackURL }));
    const { url }: { url: string } = await response.json();
    return { url: new URL(url), cookies: cookiesOf(response) };
  };

  async function signIn(callbackURL?: string): Promise<Response> {
    const { url, cookies } = await begin(callbackURL);
    return answer(callTo((await visitProvider(url)).href, null, cookies));
  }
  const whoIs = (response: Response) => server.auth.identify(new Headers({ cookie: cookiesOf(response) }));

  it("lets in people whom the provider knows, with the highest role of their groups, and leads them back to where they were", async () => {
    provider.become(dana);
    const response = await signIn("/costs?from=2026-11-01");
    expect(response.status).toBe(302);
    expect(response.headers.get("location")).toBe("/costs?from=2026-11-01");
    expect(await whoIs(response)).toMatchObject({ email: dana.email, name: "Dana", role: "operator" });
    const [person] = (await server.auth.people.list()).filter(({ email }) => email === dana.email);
    expect(person).toMatchObject({ signsInWith: "single-sign-on" });
  });

  it("applies the groups at every sign-in, and no longer lets in anybody who has lost them all", async () => {
    provider.become({ ...dana, groups: ["gpu-admins"] });
    expect(await whoIs(await signIn())).toMatchObject({ role: "admin" });
    provider.become({ ...dana, groups: ["everybody"] });
    expect(await whoIs(await signIn())).toMatchObject({ role: "viewer" });
    provider.become({ ...dana, groups: ["others"] });
    const response = await signIn();
    expect(response.headers.get("location")).toBe("/login?error=no_role");
    expect(await whoIs(response)).toBeNull();
  });

  it("records whom a claim adds, and whose role or address it changes, even for somebody who is disabled", async () => {
    const recorded = async () => {
      const entries = await readAuditEntries(server.store, {}, 100, null);
      return entries.filter(({ actor }) => actor === "system").map(({ action, target }) => `${action} ${target}`);
    };
    provider.become(dana);
    const person = await whoIs(await signIn());
    expect(await recorded()).toEqual(["person-added dana@example.org as operator, by Example"]);
    await signIn();
    await server.auth.people.change(person?.id ?? "", { disabled: true });
    provider.become({ ...dana, groups: ["gpu-admins"] });
    await signIn();
    provider.become({ ...dana, email: "d@example.org", groups: ["everybody"] });
    await signIn();
    expect(await recorded()).toEqual([
      "person-changed dana@example.org: dana@example.org → d@example.org, admin → viewer, by Example",
      "person-changed dana@example.org: operator → admin, by Example",
      "person-added dana@example.org as operator, by Example",
    ]);
    const [entry] = await readAuditEntries(server.store, { action: "person-added" }, 1, null);
    expect(entry?.fromAddress).toBe("203.0.113.9");
  });

  it("ends every session of somebody who has lost all groups, as soon as they are refused, and nobody else's", async () => {
    const sam = { ...dana, sub: "sam", email: "sam@example.org" };
    provider.become(sam);
    const other = await signIn();
    provider.become(dana);
    const sessions = [await signIn(), await signIn()];
    provider.become({ ...dana, groups: ["others"] });
    await signIn();
    for (const session of sessions) await expect.poll(() => whoIs(session)).toBeNull();
    expect(await whoIs(other)).toMatchObject({ email: sam.email });
  });

  it("asks the provider again after a day", async () => {
    provider.become(dana);
    const person = await whoIs(await signIn());
    const [session] = await server.auth.sessions.list(person?.id ?? "");
    expect((session?.expiresAt ?? 0) - (session?.createdAt ?? 0)).toBeLessThanOrEqual(24 * 3_600_000 + 1_000);
  });

  it.each([
    ["no group that gives a role", ["others"]],
    ["no groups at all", undefined],
  ])("lets nobody in who has %s, and stores nothing about them", async (_, groups) => {
    const { groups: _groups, ...others } = dana;
    provider.become(groups ? { ...others, groups } : others);
    const response = await signIn();
    expect(response.headers.get("location")).toBe("/login?error=no_role");
    expect(await server.auth.people.list()).toHaveLength(1);
  });

  it("never signs in as a person who was added here, even if the provider gives the same address", async () => {
    provider.become({ ...dana, email: ADMIN.email, groups: ["everybody"] });
    const response = await signIn();
    expect(response.headers.get("location")).toBe("/login?error=account_not_linked");
    expect(await whoIs(response)).toBeNull();
    const [admin] = await server.auth.people.list();
    expect(admin).toMatchObject({ role: "admin", signsInWith: "password" });
  });

  it("lets in nobody who was disabled here", async () => {
    provider.become(dana);
    const person = await whoIs(await signIn());
    await server.auth.people.change(person?.id ?? "", { disabled: true });
    expect(await whoIs(await signIn())).toBeNull();
  });

  it("sends people back with a reason when they give up at the provider", async () => {
    provider.refuse();
    expect((await signIn()).headers.get("location")).toBe("/login?error=access_denied");
  });

  it("accepts an answer only in the browser that asked, and only once", async () => {
    provider.become(dana);
    const { url, cookies } = await begin();
    const back = (await visitProvider(url)).href;
    const stranger = await answer(callTo(back, null));
    expect(stranger.headers.get("location")).toMatch(/^\/login\?error=/);
    expect(await whoIs(stranger)).toBeNull();
    const own = await begin();
    const ownBack = (await visitProvider(own.url)).href;
    expect((await answer(callTo(ownBack, null, own.cookies))).headers.get("location")).toBe("/costs");
    expect((await answer(callTo(ownBack, null, own.cookies))).headers.get("location")).toMatch(/^\/login\?error=/);
    expect(cookies).not.toBe("");
  });

  it("signs in once, even if two answers to one request arrive at the same time, each with its own code", async () => {
    provider.become(dana);
    const { url, cookies } = await begin();
    const backs = [(await visitProvider(url)).href, (await visitProvider(url)).href];
    const answers = await Promise.all(backs.map((back) => answer(callTo(back, null, cookies))));
    const signedIn = await Promise.all(answers.map(whoIs));
    expect(signedIn.filter((person) => person !== null)).toHaveLength(1);
    expect(answers.map(({ status }) => status)).toEqual([302, 302]);
  });

  it("leads back to the sign-in, with a reason, if the database fails meanwhile", async () => {
    provider.become(dana);
    const { url, cookies } = await begin();
    const back = (await visitProvider(url)).href;
    const identify = async () => {
      throw storageRefusal("The database does not answer.");
    };
    const application = { ...server, auth: { ...server.auth, identify } };
    const failed = await answerAuth({ request: callTo(back, null, cookies), application });
    expect(failed.headers.get("location")).toBe("/login?error=storage");
    const again = await begin();
    const secondBack = (await visitProvider(again.url)).href;
    await server.store.db.schema.alterTable("verification").renameTo("away").execute();
    const lost = await answer(callTo(secondBack, null, again.cookies));
    await server.store.db.schema.alterTable("away").renameTo("verification").execute();
    expect(lost.headers.get("location")).toBe("/login?error=internal_server_error");
  });

  it("records each sign-in that began here and failed, once, and none that a stranger made up", async () => {
    const { store } = server;
    const failures = async () => {
      await writeCounts(store, Date.now(), true);
      const entries = await readAuditEntries(store, { action: "sign-in-failed" }, 100, null);
      return entries.reduce((sum, { count }) => sum + count, 0);
    };
    provider.refuse();
    const { url, cookies } = await begin();
    const back = (await visitProvider(url)).href;
    const madeUp = ["", "?state=a", "?code=a", "?code=a&state=b", "?state=a&state=b", "?error=no_role&state=a"];
    for (const query of madeUp) await answer(callTo(`/api/auth/callback/oidc${query}`, null));
    for (let tries = 0; tries < 3; tries += 1) await answer(callTo(back, null));
    expect(await failures()).toBe(0);
    for (let tries = 0; tries < 3; tries += 1) await answer(callTo(back, null, cookies));
    expect(await failures()).toBe(1);
    provider.become(dana);
    const person = await whoIs(await signIn());
    await server.auth.people.change(person?.id ?? "", { disabled: true });
    await signIn();
    expect(await failures()).toBe(2);
  });

  it.each([
    ["beginning", "/api/auth/sign-in/social", { callbackURL: "/" }],
    ["coming back", "/api/auth/callback/oidc?state=a", null],
  ])("limits how often one address may go on %s to what an office needs", async (_, path, body) => {
    const askOften = async () => {
      for (let asked = 0; asked < 1_000; asked += 1) await answer(callTo(path, body));
    };
    await expect(askOften()).rejects.toMatchObject({ code: "rate-limited" });
  });

  it("asks with PKCE, a state and a nonce", async () => {
    const { url } = await begin();
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      code_challenge_method: "S256",
      code_challenge: expect.stringMatching(/.{43}/),
      state: expect.stringMatching(/.{16}/),
      nonce: expect.stringMatching(/.{16}/),
      redirect_uri: `${PUBLIC_URL}/api/auth/callback/oidc`,
    });
  });

  it("leads nowhere else after signing in", async () => {
    provider.become(dana);
    for (const elsewhere of ["https://evil.example", "//evil.example", "/\\evil.example", "/api/clusters"]) {
      expect((await signIn(elsewhere)).headers.get("location")).toBe("/");
    }
  });

  it("stores no token of the provider", async () => {
    provider.become(dana);
    await signIn();
    const rows = await server.store.db
      .withTables<{ credential: Record<string, unknown> & { providerId: string } }>()
      .selectFrom("credential")
      .selectAll()
      .where("providerId", "=", "oidc")
      .execute();
    expect(rows).toMatchObject([{ accessToken: null, refreshToken: null, idToken: null }]);
  });

  it("says so while the provider cannot be reached, and keeps passwords working", async () => {
    const elsewhere = await startIdentityProvider();
    await elsewhere.close();
    const { singleSignOn } = server.configuration.auth;
    const auth = { singleSignOn: singleSignOn && { ...singleSignOn, issuer: elsewhere.issuer } };
    const other = await startAuth(server.configuration.storage, auth);
    const call = (path: string, body: object) => answerAuth({ request: callTo(path, body), application: other });
    await expect(call("/api/auth/sign-in/social", { callbackURL: "/" })).rejects.toMatchObject({ code: "unreachable" });
    expect((await call("/api/auth/sign-in/email", ADMIN)).status).toBe(200);
    await other.store.close();
  });
});
