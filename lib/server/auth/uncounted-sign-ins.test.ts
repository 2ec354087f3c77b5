import { sql } from "kysely";
import { afterEach, beforeEach, expect, it } from "vitest";
import { ADMIN, callTo, startAuth, type TestServer } from "@/lib/testing/example-auth";
import { describeEachStore } from "@/lib/testing/stores";
import { answerAuth } from "../features/sign-in/answer-auth";
import { openDatabase } from "../store/open-database";
import { StoreError } from "../store/store-error";
import { hashingQueue } from "../workload/hashing";
import { HASHING_RULES } from "../workload/hashing-queue";
import { readAllAuditEntries } from "./audit/audit-entries";

describeEachStore((newStore) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startAuth(await newStore());
  });
  afterEach(() => server.store.close());

  const post = (path: string, body: object, signal?: AbortSignal) => {
    const request = callTo(path, body);
    return answerAuth({ request: signal ? new Request(request, { signal }) : request, application: server });
  };
  const signIn = (password = ADMIN.password, signal?: AbortSignal) =>
    post("/api/auth/sign-in/email", { ...ADMIN, password }, signal);

  async function recorded(): Promise<string[]> {
    const actions = [];
    for await (const page of readAllAuditEntries(server.store, {})) actions.push(...page.map(({ action }) => action));
    return actions;
  }

  /** Another program has locked the table that sessions are written to. */
  async function whileLocked(work: () => Promise<void>): Promise<void> {
    const other = openDatabase(server.configuration.storage);
    const lock =
      other.dialect === "sqlite"
        ? sql`update person set name = name`
        : sql`lock table session in access exclusive mode`;
    await other.db.transaction().execute(async (transaction) => {
      await lock.execute(transaction);
      await work();
    });
    await other.close();
  }

  it("says that the store failed, and counts and records no attempt, if a right password cannot begin a session", async () => {
    await whileLocked(async () => {
      for (let round = 0; round < 2; round += 1) {
        const answers = await Promise.allSettled(Array.from({ length: 4 }, () => signIn()));
        for (const answer of answers) {
          expect(answer).toMatchObject({ status: "rejected", reason: expect.any(StoreError) });
        }
      }
    });
    expect((await signIn()).status).toBe(200);
    expect(await recorded()).toEqual(["signed-in"]);
  });

  it("leaves a password link usable if the store fails or too many passwords are being hashed", async () => {
    const { link } = await server.auth.people.add({ email: "eve@example.org", name: "Eve", role: "viewer" });
    const use = () => post("/api/auth/reset-password", { token: link.token, newPassword: ADMIN.password });
    await whileLocked(() => expect(use()).rejects.toMatchObject({ code: "storage" }));
    await whileBusy(() => expect(use()).rejects.toMatchObject({ code: "busy" }));
    expect((await use()).status).toBe(200);
  });

  /** Fills the queue: as many passwords are being hashed for known people at this address as may wait there. */
  async function whileBusy(work: () => Promise<void>): Promise<void> {
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const { atOnce, maxWaitingOfOne } = HASHING_RULES;
    const signal = new AbortController().signal;
    const hashing = [true, false].flatMap((isKnown) =>
      Array.from({ length: atOnce + maxWaitingOfOne }, () =>
        hashingQueue()
          .run({ address: "203.0.113.9", isKnown, signal }, () => held)
          .catch(() => {}),
      ),
    );
    await work().finally(release);
    await Promise.all(hashing);
  }

  it("counts and records nothing that a full queue refuses, for a known address as for an unknown one", async () => {
    const busy = { code: "busy", retryAfterMs: 2_000 };
    await whileBusy(async () => {
      for (let tries = 0; tries < 20; tries += 1) {
        await expect(signIn("wrong")).rejects.toMatchObject(busy);
        const unknown = { email: "nobody@example.org", password: "wrong" };
        await expect(post("/api/auth/sign-in/email", unknown)).rejects.toMatchObject(busy);
      }
    });
    expect(await recorded()).toEqual([]);
    expect((await signIn()).status).toBe(200);
  });

  it("does not hash for a client that has gone away meanwhile", async () => {
    const leaving = new AbortController();
    leaving.abort();
    for (let tries = 0; tries < 20; tries += 1) {
      await expect(signIn(ADMIN.password, leaving.signal)).rejects.toMatchObject({ code: "client-gone" });
    }
    expect(await recorded()).toEqual([]);
  });
});
