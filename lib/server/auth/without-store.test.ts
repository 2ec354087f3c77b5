import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, it } from "vitest";
import { ADMIN, callTo, cookiesOf, startAuth, type TestServer } from "@/lib/testing/example-auth";
import { describeEachStore } from "@/lib/testing/stores";
import { answerAuth } from "../features/sign-in/answer-auth";
import type { Person } from "./people/person";
import type { Tables } from "./schema";

const viewer = { ...ADMIN, email: "viewer@example.org" };

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

  /** While no session can be read. */
  async function whileAway(work: () => Promise<unknown>): Promise<void> {
    await sql.raw("alter table session rename to session_away").execute(server.store.db);
    await work();
    await sql.raw("alter table session_away rename to session").execute(server.store.db);
  }

  function known(person: Person | null): Person {
    if (person === null) throw new Error("This cookie identifies nobody.");
    return person;
  }

  async function addViewer() {
    const person = await server.auth.people.add({ email: viewer.email, name: "Viewer", role: "viewer" });
    const { token } = await server.auth.people.newPasswordToken(person.id);
    await post("/api/auth/reset-password", { token, newPassword: ADMIN.password });
    return person;
  }

  it("lets people whom it recognised a moment ago go on looking, and nobody else in, while the database does not answer", async () => {
    const other = await startAuth(server.configuration.storage);
    const [known, unknown] = [cookiesOf(await signIn()), cookiesOf(await signIn())];
    expect(await whoIs(known, other)).toMatchObject({ role: "admin" });
    await other.store.close();
    await sleep(600);
    expect(await whoIs(known, other)).toMatchObject({ email: ADMIN.email, role: "viewer" });
    await expect(whoIs(unknown, other)).rejects.toMatchObject({ code: "storage" });
    expect(await whoIs("", other)).toBeNull();
  });

  it("lets nobody back in whose session or rights ended here just before the database went away", async () => {
    const { id } = await addViewer();
    const { sessions, people } = server.auth;
    const ends: Record<string, (cookie: string, person: Person) => Promise<unknown>> = {
      "signed out": (cookie) => post("/api/auth/sign-out", {}, cookie),
      "session revoked": (_, { sessionId }) => sessions.revoke(sessionId ?? ""),
      "role changed": () => people.change(id, { role: "operator" }),
      "password set": async () => {
        const { token } = await people.newPasswordToken(id);
        return post("/api/auth/reset-password", { token, newPassword: ADMIN.password });
      },
      "password changed elsewhere": async () => {
        const change = { currentPassword: ADMIN.password, newPassword: ADMIN.password };
        return post("/api/auth/change-password", change, cookiesOf(await signIn(viewer)));
      },
      disabled: async () => {
        await people.change(id, { disabled: true });
        return server.store.db.withTables<Tables>().updateTable("person").set({ disabledAt: null }).execute();
      },
      removed: () => people.remove(id),
    };
    const other = cookiesOf(await signIn());
    for (const [end, run] of Object.entries(ends)) {
      const cookie = cookiesOf(await signIn(viewer));
      await run(cookie, known(await whoIs(cookie)));
      await whoIs(other);
      await whileAway(() => expect(whoIs(cookie), end).rejects.toMatchObject({ code: "storage" }));
    }
    await whileAway(async () => {
      await sleep(600);
      expect(await whoIs(other)).toMatchObject({ email: ADMIN.email, role: "viewer" });
    });
  });

  it("says so when it could not store the end of a session, and rejects that session until it can be looked up", async () => {
    const { id } = await addViewer();
    const ends: Record<string, (on: TestServer, cookie: string, person: Person) => Promise<unknown>> = {
      "signed out": (on, cookie) => post("/api/auth/sign-out", {}, cookie, on),
      "session revoked": (on, _, { sessionId }) => on.auth.sessions.revoke(sessionId ?? ""),
      disabled: (on) => on.auth.people.change(id, { disabled: true }),
    };
    for (const [end, run] of Object.entries(ends)) {
      const on = await startAuth(server.configuration.storage);
      const cookie = cookiesOf(await signIn(viewer, on));
      const person = known(await whoIs(cookie, on));
      await on.store.db.destroy();
      const failed = run(on, cookie, person);
      await expect(failed, end).rejects.toMatchObject({ code: "storage" });
      await expect(whoIs(cookie, on), end).rejects.toMatchObject({ code: "storage" });
      expect(await whoIs(cookie), end).toMatchObject({ email: viewer.email });
    }
  });

  it("lets nobody in whose session was ended elsewhere, or deleted by hand, a second before the database failed", async () => {
    const { id } = await addViewer();
    const tables = server.store.db.withTables<Tables>();
    const other = await startAuth(server.configuration.storage);
    const [revoked, deleted, disabled, going] = [
      cookiesOf(await signIn()),
      cookiesOf(await signIn()),
      cookiesOf(await signIn(viewer)),
      cookiesOf(await signIn()),
    ];
    for (const cookie of [revoked, deleted, disabled, going]) expect(await whoIs(cookie, other)).not.toBeNull();
    const sessionOf = async (cookie: string) => (await whoIs(cookie))?.sessionId ?? "";
    await server.auth.sessions.revoke(await sessionOf(revoked));
    await tables
      .deleteFrom("session")
      .where("id", "=", await sessionOf(deleted))
      .execute();
    await tables.updateTable("person").set({ disabledAt: 1 }).where("id", "=", id).execute();
    await other.auth.confirmSessions();
    await other.store.db.destroy();
    for (const cookie of [revoked, deleted, disabled]) {
      await expect(whoIs(cookie, other)).rejects.toMatchObject({ code: "storage" });
    }
    await sleep(600);
    expect(await whoIs(going, other)).toMatchObject({ role: "viewer" });
  });
});
