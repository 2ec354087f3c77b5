import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, it } from "vitest";
import { ADMIN, callTo, cookiesOf, startAuth, type TestServer } from "@/lib/testing/example-auth";
import { describeEachStore } from "@/lib/testing/stores";
import { answerAuth } from "../features/sign-in/answer-auth";
import { SERVER_ITSELF } from "../workload/hashing";
import type { Person } from "./people/person";
import type { Tables } from "./schema";

describeEachStore((newStore) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startAuth(await newStore());
  });
  afterEach(() => server.store.close());

  const post = (path: string, body: object, cookie?: string, on = server) =>
    answerAuth({ request: callTo(path, body, cookie), application: on.auth ? on : server });
  const signIn = (credentials = ADMIN, on = server) => post("/api/auth/sign-in/email", credentials, "", on);
  const whoIs = (cookie: string, on = server): Promise<Person | null> => on.auth.identify(new Headers({ cookie }));

  /** A person with a password, as after following the link that an admin made. */
  async function addPerson(role: "viewer" | "operator" | "admin", email = `${role}@example.org`) {
    const person = await server.auth.people.add({ email, name: role, role });
    const { token } = await server.auth.people.newPasswordToken(person.id);
    await post("/api/auth/reset-password", { token, newPassword: ADMIN.password });
    return person;
  }

  it("signs in whoever knows the password, whatever the case of the address, and hides the session from scripts", async () => {
    const response = await signIn({ ...ADMIN, email: " Admin@Example.org" });
    const [cookie] = response.headers.getSetCookie();
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Lax/);
    const token = decodeURIComponent(cookiesOf(response)).split("=")[1]?.split(".")[0] ?? "";
    expect(token.length).toBeGreaterThanOrEqual(32);
    expect(await response.text()).not.toContain(token);
    expect(await whoIs(cookiesOf(response))).toMatchObject({ email: ADMIN.email, role: "admin", name: "admin" });
  });

  it("answers a wrong password, an unknown address and a disabled person alike", async () => {
    const { id } = await addPerson("viewer");
    await server.auth.people.change(id, { disabled: true });
    const attempts = [
      { ...ADMIN, password: "wrong" },
      { ...ADMIN, email: "nobody@example.org" },
      { ...ADMIN, email: "viewer@example.org" },
      { ...ADMIN, email: "no address" },
    ];
    for (const attempt of attempts) {
      await expect(signIn(attempt)).rejects.toMatchObject({ code: "wrong-credentials" });
    }
  });

  it("recognises nobody by a cookie that it has not signed", async () => {
    const [cookie = ""] = cookiesOf(await signIn()).split("; ");
    const forged = cookie.replace(/[^.]+$/, (signature) => signature.toLowerCase());
    for (const cookies of [
      "",
      forged,
      cookie.slice(0, -8),
      "clusterdeck.session_token=%",
      "clusterdeck.session_token=a.b",
    ]) {
      expect(await whoIs(cookies)).toBeNull();
    }
  });

  it("restricts its cookie to https if it is reached by https", async () => {
    const secure = await startAuth(server.configuration.storage, { publicUrl: "https://clusters.example.org" });
    const response = await signIn(ADMIN, secure);
    expect(response.headers.getSetCookie()[0]).toMatch(/^__Secure-.*; Secure/);
    await secure.store.close();
  });

  it("ends a session when its person signs out", async () => {
    const cookie = cookiesOf(await signIn());
    const response = await post("/api/auth/sign-out", {}, cookie);
    expect(response.headers.getSetCookie()[0]).toContain("Max-Age=0");
    expect(await whoIs(cookie)).toBeNull();
  });

  it("changes a password only for somebody who knows the current one, and signs them out everywhere else", async () => {
    const elsewhere = cookiesOf(await signIn());
    const here = cookiesOf(await signIn());
    const newPassword = "another horse battery";
    const change = (currentPassword: string) =>
      post("/api/auth/change-password", { currentPassword, newPassword }, here);
    await expect(change("wrong")).rejects.toMatchObject({ code: "wrong-password" });
    const changed = await change(ADMIN.password);
    expect(await whoIs(elsewhere)).toBeNull();
    expect(await whoIs(cookiesOf(changed))).toMatchObject({ email: ADMIN.email });
    await expect(signIn()).rejects.toMatchObject({ code: "wrong-credentials" });
    expect((await signIn({ ...ADMIN, password: newPassword })).status).toBe(200);
  });

  it("lets nobody sign up, and serves none of better-auth's other calls", async () => {
    const calls = [
      "sign-up/email",
      "get-session",
      "update-user",
      "delete-user",
      "list-sessions",
      "sign-in%2Femail",
      "",
    ];
    for (const call of calls) {
      await expect(async () => post(`/api/auth/${call}`, ADMIN)).rejects.toMatchObject({ code: "not-found" });
    }
  });

  it("ends the sessions of a disabled or removed person at once", async () => {
    for (const end of ["disable", "remove"] as const) {
      const { id } = await addPerson("operator", `${end}@example.org`);
      const cookie = cookiesOf(await signIn({ ...ADMIN, email: `${end}@example.org` }));
      expect(await whoIs(cookie)).not.toBeNull();
      if (end === "disable") await server.auth.people.change(id, { disabled: true });
      else await server.auth.people.remove(id);
      expect(await whoIs(cookie)).toBeNull();
    }
  });

  it("applies a changed role to sessions that are already open", async () => {
    const { id } = await addPerson("viewer");
    const cookie = cookiesOf(await signIn({ ...ADMIN, email: "viewer@example.org" }));
    expect(await whoIs(cookie)).toMatchObject({ role: "viewer" });
    await server.auth.people.change(id, { role: "operator" });
    expect(await whoIs(cookie)).toMatchObject({ role: "operator" });
  });

  it("keeps the last admin, even while another server is demoting the last but one", async () => {
    const { people } = server.auth;
    const first = (await people.list())[0]?.id ?? "";
    const second = await addPerson("admin", "second@example.org");
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const { promise: taken, resolve: take } = Promise.withResolvers<void>();
    const elsewhere = server.store.db
      .withTables<Tables>()
      .transaction()
      .execute(async (transaction) => {
        await transaction.updateTable("person").set({ role: "viewer" }).where("id", "=", second.id).execute();
        take();
        await held;
      });
    await taken;
    const here = expect(people.change(first, { role: "viewer" })).rejects.toMatchObject({ code: "conflict" });
    await sleep(200);
    release();
    await Promise.all([elsewhere, here]);
    await expect(people.change(first, { disabled: true })).rejects.toMatchObject({ code: "conflict" });
    await expect(people.remove(first)).rejects.toMatchObject({ code: "conflict" });
    expect(await people.hasAdmin()).toBe(true);
  });

  it("counts nobody as an admin who cannot sign in: without a password, or through a provider that no longer exists", async () => {
    const { people } = server.auth;
    const first = (await people.list())[0]?.id ?? "";
    const invited = await people.add({ email: "invited@example.org", name: "Invited", role: "admin" });
    const foreign = await people.add({ email: "foreign@example.org", name: "Foreign", role: "admin" });
    const at = new Date().toISOString();
    const times = { createdAt: at, updatedAt: at };
    const credential = { id: "c", userId: foreign.id, providerId: "oidc", accountId: "f", password: null, ...times };
    await server.store.db.withTables<Tables>().insertInto("credential").values(credential).execute();
    const refused = { code: "conflict", message: expect.stringContaining("the last admin who can sign in") };
    for (const change of [{ role: "viewer" }, { disabled: true }] as const) {
      await expect(people.change(first, change)).rejects.toMatchObject(refused);
    }
    await expect(people.remove(first)).rejects.toMatchObject(refused);
    await people.change(invited.id, { disabled: true });
    await server.store.db.withTables<Tables>().deleteFrom("credential").where("userId", "=", first).execute();
    expect(await people.hasAdmin()).toBe(false);
    const again = await startAuth(server.configuration.storage);
    expect(again.auth.setup.code).not.toBeNull();
    await again.store.close();
  });

  it("accepts the setup code that any server of the database has printed, and none once there is an admin", async () => {
    const location = await newStore();
    const [one, other] = [
      await startAuth(location, { firstAdmin: null }),
      await startAuth(location, { firstAdmin: null }),
    ];
    const first = { ...ADMIN, name: "Ada" };
    await expect(other.auth.setup.claim("wrong", first, SERVER_ITSELF)).rejects.toMatchObject({ code: "wrong-code" });
    await expect(other.auth.setup.claim("", first, SERVER_ITSELF)).rejects.toMatchObject({ code: "wrong-code" });
    const code = one.auth.setup.code?.toLowerCase().replaceAll("-", " ") ?? "";
    await other.auth.setup.claim(code, first, SERVER_ITSELF);
    expect((await signIn(ADMIN, one)).status).toBe(200);
    const codes = one.store.db.withTables<Tables>().selectFrom("setupCode").selectAll();
    expect(await codes.execute()).toEqual([]);
    const late = { ...first, email: "late@example.org" };
    const claim = one.auth.setup.claim(other.auth.setup.code ?? "", late, SERVER_ITSELF);
    await expect(claim).rejects.toMatchObject({ code: "conflict" });
    await Promise.all([one, other].map(({ store }) => store.close()));
  });

  it("adds a person together with the link that sets their password, or not at all", async () => {
    await sql.raw("alter table verification rename to verification_away").execute(server.store.db);
    const { people } = server.auth;
    const person = { email: "New@example.org", name: "New", role: "admin" } as const;
    await expect(people.add(person)).rejects.toThrow();
    await sql.raw("alter table verification_away rename to verification").execute(server.store.db);
    expect((await people.list()).map(({ email }) => email)).toEqual([ADMIN.email]);
    const { link, email } = await people.add(person);
    expect(email).toBe("new@example.org");
    await post("/api/auth/reset-password", { token: link.token, newPassword: ADMIN.password });
    expect((await signIn({ email: "New@example.org", password: ADMIN.password })).status).toBe(200);
  });

  it("removes expired sessions when somebody signs in, and no others", async () => {
    const sessions = server.store.db.withTables<Tables>();
    const [expired, other] = [cookiesOf(await signIn()), cookiesOf(await signIn())];
    const { sessionId } = (await whoIs(expired)) ?? {};
    await sessions
      .updateTable("session")
      .set({ expiresAt: new Date(Date.now() - 1).toISOString() })
      .where("id", "=", sessionId ?? "")
      .execute();
    await signIn();
    const left = await sessions.selectFrom("session").select("id").execute();
    expect(left).toHaveLength(2);
    expect(left.map(({ id }) => id)).not.toContain(sessionId);
    expect(await whoIs(other)).not.toBeNull();
  });

  it("sets a password with the newest link only, and only once", async () => {
    const { people } = server.auth;
    const { id } = await people.add({ email: "new@example.org", name: "New", role: "viewer" });
    const newPassword = ADMIN.password;
    const older = await people.newPasswordToken(id);
    const newest = await people.newPasswordToken(id);
    const use = ({ token }: { token: string }) => post("/api/auth/reset-password", { token, newPassword });
    await expect(use(older)).rejects.toMatchObject({ status: 403, problem: { code: "link-ended" } });
    expect((await use(newest)).status).toBe(200);
    await expect(use(newest)).rejects.toMatchObject({ status: 403 });
    expect(await people.find(id)).toMatchObject({ signsInWith: "password" });
  });

  it("adds no second person with an address", async () => {
    await addPerson("viewer");
    await expect(
      server.auth.people.add({ email: "VIEWER@example.org", name: "Again", role: "admin" }),
    ).rejects.toMatchObject({ code: "conflict" });
  });

  it("treats everybody as the same anonymous person if sign-in is off", async () => {
    const open = await startAuth(server.configuration.storage, { asksForSignIn: false });
    expect(await whoIs("", open)).toMatchObject({ role: "admin", sessionId: null });
    await open.store.close();
  });

  it("creates the configured admin once, and leaves their password alone afterwards", async () => {
    const again = await startAuth(server.configuration.storage, {
      firstAdmin: { ...ADMIN, password: "some other words" },
    });
    expect(await again.auth.people.list()).toHaveLength(1);
    expect((await signIn(ADMIN, again)).status).toBe(200);
    await again.store.close();
  });

  it("ends a session on every server within a second when one of them revokes it", async () => {
    const other = await startAuth(server.configuration.storage);
    const cookie = cookiesOf(await signIn());
    const person = await whoIs(cookie, other);
    expect(person).not.toBeNull();
    await server.auth.sessions.revoke(person?.sessionId ?? "");
    expect(await whoIs(cookie)).toBeNull();
    await sleep(600);
    expect(await whoIs(cookie, other)).toBeNull();
    await other.store.close();
  });
});
