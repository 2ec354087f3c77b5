import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { describeEachStore } from "@/lib/testing/stores";
import { registerSecret } from "../../redaction/secrets";
import { migrate } from "../../store/migrate";
import { openDatabase, type Store } from "../../store/open-database";
import { type AuditEvent, recordAudit } from "./audit";
import { type AuditFilter, readAllAuditEntries, readAuditEntries } from "./audit-entries";
import { AUDIT_MIGRATIONS } from "./audit-migrations";

const event: AuditEvent = {
  at: 1_000,
  actor: "ada@example.org",
  action: "signed-in",
  target: null,
  from: "203.0.113.9",
};

describeEachStore((newStore) => {
  async function withStore<Result>(run: (store: Store) => Promise<Result>): Promise<Result> {
    const store = openDatabase(await newStore());
    try {
      await migrate(store, AUDIT_MIGRATIONS);
      return await run(store);
    } finally {
      await store.close();
    }
  }
  const read = (store: Store, filter: AuditFilter = {}) => readAuditEntries(store, filter, 100, null);

  describe("recordAudit", () => {
    it("keeps who did what to whom, when and from where", async () => {
      await withStore(async (store) => {
        await recordAudit(store, { ...event, action: "person-changed", target: "bob@example.org" });
        expect(await read(store)).toEqual([
          {
            id: 1,
            at: 1_000,
            actor: "ada@example.org",
            action: "person-changed",
            target: "bob@example.org",
            fromAddress: "203.0.113.9",
            count: 1,
          },
        ]);
      });
    });

    it("stores no key, no second line and no endless text, whoever chose it", async () => {
      registerSecret("CANARY-key-of-a-provider");
      await withStore(async (store) => {
        const target = `CANARY-key-of-a-provider\n2026 forged line ${"x".repeat(5_000)}`;
        await recordAudit(store, { ...event, actor: target, target });
        const [entry] = await read(store);
        for (const text of [entry?.actor ?? "", entry?.target ?? ""]) {
          expect(text).not.toMatch(/CANARY|\n/);
          expect(text.length).toBeLessThanOrEqual(200);
        }
      });
    });

    it("does not fail when the store does", async () => {
      const store = openDatabase(await newStore());
      await recordAudit(store, event);
      await store.close();
    });
  });

  it.each([
    "update audit_entry set actor = 'nobody'",
    "delete from audit_entry",
    "delete from audit_entry where id = 1",
  ])("refuses in the database itself: %s", async (change) => {
    await withStore(async (store) => {
      await recordAudit(store, event);
      await expect(sql.raw(change).execute(store.db)).rejects.toThrow("can only be added to");
      expect(await read(store)).toHaveLength(1);
    });
  });

  it("finds by action, by part of a person and by time", async () => {
    await withStore(async (store) => {
      await recordAudit(store, event);
      await recordAudit(store, { ...event, at: 2_000, action: "person-added", target: "Bob_1@example.org" });
      await recordAudit(store, { ...event, at: 3_000, actor: "guest", action: "sign-in-failed", target: "100%" });
      const ids = async (filter: AuditFilter) => (await read(store, filter)).map(({ id }) => id);
      expect(await ids({})).toEqual([3, 2, 1]);
      expect(await ids({ action: "person-added" })).toEqual([2]);
      expect(await ids({ person: "ADA@" })).toEqual([2, 1]);
      expect(await ids({ person: "bob_1" })).toEqual([2]);
      expect(await ids({ person: "_" })).toEqual([2]);
      expect(await ids({ person: "%" })).toEqual([3]);
      expect(await ids({ person: "'; drop table audit_entry --\\" })).toEqual([]);
      expect(await ids({ from: 2_000, to: 3_000 })).toEqual([2]);
    });
  });

  it("pages without losing or repeating an entry, even while more are written", async () => {
    await withStore(async (store) => {
      for (let at = 1; at <= 7; at += 1) await recordAudit(store, { ...event, at });
      const first = await readAuditEntries(store, {}, 3, null);
      await recordAudit(store, { ...event, at: 8 });
      const second = await readAuditEntries(store, {}, 3, first.at(-1)?.id ?? null);
      expect([...first, ...second].map(({ at }) => at)).toEqual([7, 6, 5, 4, 3, 2]);
    });
  });

  const fill = async (store: Store, count: number) => {
    const values = Array.from({ length: count }, (_, index) => sql`(${index + 1}, 'a', 'signed-in')`);
    await sql`insert into audit_entry (at, actor, action) values ${sql.join(values)}`.execute(store.db);
  };

  it("gives all entries, oldest first, when there are more than a page", async () => {
    await withStore(async (store) => {
      await fill(store, 1_200);
      const pages = await Array.fromAsync(readAllAuditEntries(store, {}));
      expect(pages.flat().map(({ at }) => at)).toEqual(Array.from({ length: 1_200 }, (_, index) => index + 1));
      expect(pages.length).toBeGreaterThan(1);
    });
  });

  it("lets other work run while it searches a long log for a person, and finds entries however old", async () => {
    await withStore(async (store) => {
      await recordAudit(store, { ...event, target: "bob@example.org" });
      await fill(store, 4_000);
      let pauses = 0;
      const pause = async () => {
        pauses += 1;
      };
      const found = await readAuditEntries(store, { person: "bob" }, 50, null, pause);
      expect(found.map(({ target }) => target)).toEqual(["bob@example.org"]);
      expect(pauses).toBeGreaterThan(4);
      pauses = 0;
      expect(await Array.fromAsync(readAllAuditEntries(store, { person: "nobody" }, pause))).toEqual([]);
      expect(pauses).toBeGreaterThan(4);
    });
  });
});
