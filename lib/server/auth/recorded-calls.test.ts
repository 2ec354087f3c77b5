import { afterEach, beforeEach, expect, it } from "vitest";
import { personChangeSchema } from "@/lib/contract/people";
import { ADMIN, callTo, cookiesOf, startAuth, type TestServer } from "@/lib/testing/example-auth";
import { describeEachStore } from "@/lib/testing/stores";
import { changePerson } from "../features/people/people-calls";
import { answerAuth } from "../features/sign-in/answer-auth";
import { claimInstallation } from "../features/sign-in/claim-installation";
import { readJson } from "../http/read-json";
import { readAllAuditEntries } from "./audit/audit-entries";
import type { Person } from "./people/person";

const eve = { email: "eve@example.org", name: "Eve", role: "viewer" } as const;

describeEachStore((newStore) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startAuth(await newStore());
  });
  afterEach(() => server.store.close());

  const post = (path: string, body: object, cookie?: string) =>
    answerAuth({ request: callTo(path, body, cookie), application: server });
  const signIn = (password = ADMIN.password, email = ADMIN.email) =>
    post("/api/auth/sign-in/email", { email, password });

  /** What was recorded since the last call, as "actor action target". */
  let read = 0;
  async function recorded(): Promise<string[]> {
    const entries = [];
    for await (const page of readAllAuditEntries(server.store, {})) entries.push(...page);
    const fresh = entries.filter(({ id }) => id > read);
    read = entries.at(-1)?.id ?? read;
    return fresh.map(({ actor, action, target }) => `${actor} ${action} ${target}`);
  }
  beforeEach(() => {
    read = 0;
  });

  it("records what was changed about a person, from what to what", async () => {
    const { id } = await server.auth.people.add(eve);
    const person: Person = { ...eve, id: "", email: ADMIN.email, role: "admin", sessionId: null };
    const change = (body: object) => {
      const request = callTo("/api/people", body);
      return changePerson({
        request,
        application: server,
        person,
        param: () => id,
        readBody: () => readJson(request, personChangeSchema),
      });
    };
    for (const body of [
      { disabled: true },
      { role: "admin" },
      { role: "admin" },
      { role: "operator", disabled: false },
    ]) {
      await change(body);
    }
    expect(await recorded()).toEqual([
      "admin@example.org person-changed eve@example.org: enabled → disabled",
      "admin@example.org person-changed eve@example.org: viewer → admin",
      "admin@example.org person-changed eve@example.org: admin → operator, disabled → enabled",
    ]);
  });

  it("records whose password a link has set", async () => {
    const { id } = await server.auth.people.add(eve);
    const { token } = await server.auth.people.newPasswordToken(id);
    await post("/api/auth/reset-password", { token, newPassword: "another horse battery" });
    expect(await recorded()).toEqual(["guest password-changed eve@example.org by a link"]);
  });

  it("records failures: each wrong current password, and once each failed and refused sign-ins", async () => {
    const cookie = cookiesOf(await signIn());
    const change = { currentPassword: "wrong", newPassword: "another horse battery" };
    await expect(post("/api/auth/change-password", change, cookie)).rejects.toMatchObject({ code: "wrong-password" });
    for (let tries = 0; tries < 8; tries += 1) {
      await expect(signIn("wrong", eve.email)).rejects.toMatchObject({
        code: tries < 5 ? "wrong-credentials" : "rate-limited",
      });
    }
    expect(await recorded()).toEqual([
      "admin@example.org signed-in null",
      "admin@example.org password-change-failed null",
      "guest sign-in-failed eve@example.org",
      "guest tries-refused eve@example.org",
    ]);
  });

  it("records wrong and refused setup codes, once each", async () => {
    await server.store.close();
    server = await startAuth(await newStore(), { firstAdmin: null });
    const body = { ...eve, code: "wrong", password: ADMIN.password };
    for (let tries = 0; tries < 8; tries += 1) {
      const claim = claimInstallation({
        request: callTo("/api/setup", body),
        application: server,
        readBody: async () => body,
      });
      await expect(claim).rejects.toMatchObject({ code: tries < 5 ? "wrong-code" : "rate-limited" });
    }
    expect(await recorded()).toEqual([
      "guest installation-claim-failed eve@example.org",
      "guest tries-refused setup code",
    ]);
  });
});
