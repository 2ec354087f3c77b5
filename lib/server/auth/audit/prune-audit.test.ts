import { sql } from "kysely";
import { expect, it } from "vitest";
import { DAY_MS } from "@/lib/domain/time/epoch";
import { describeEachStore } from "@/lib/testing/stores";
import { createPause } from "../../pause";
import { migrate } from "../../store/migrate";
import { openDatabase, type Store } from "../../store/open-database";
import { recordAudit, writeCounts } from "./audit";
import { readAuditEntries } from "./audit-entries";
import { AUDIT_MIGRATIONS } from "./audit-migrations";
import { pruneAudit } from "./prune-audit";

const NOW = Date.UTC(2026, 10, 20);
const pause = createPause();

describeEachStore((newStore) => {
  async function withStore(run: (store: Store) => Promise<void>): Promise<void> {
    const store = openDatabase(await newStore());
    try {
      await migrate(store, AUDIT_MIGRATIONS);
      await run(store);
    } finally {
      await store.db.destroy();
    }
  }
  const read = async (store: Store) => readAuditEntries(store, {}, 100, null);
  /** `count` consecutive entries, the last one at `until`. */
  const fill = async ({ db }: Store, action: string, count: number, until: number) => {
    await sql`insert into audit_entry (at, actor, action)
      with recursive made (n) as (select 1 union all select n + 1 from made where n < ${count})
      select ${sql.lit(until)} - ${sql.lit(count)} + n, 'x', ${sql.lit(action)} from made`.execute(db);
  };
  const tally = async ({ db }: Store) => {
    const { rows } = await sql<{ action: string; allOf: number }>`
      select action, count(*) as all_of from audit_entry group by action order by action`.execute(db);
    return rows;
  };

  it("writes the first of identical refused attempts and a count, and every entry of anything else", async () => {
    await withStore(async (store) => {
      const refusal = {
        at: NOW,
        actor: "guest",
        action: "sign-in-failed",
        target: "ada@example.org",
        from: "::1",
      } as const;
      for (let time = 0; time < 50; time += 1) await recordAudit(store, refusal);
      await recordAudit(store, { ...refusal, action: "signed-in" });
      await recordAudit(store, { ...refusal, action: "signed-in" });
      await writeCounts(store, NOW, true);
      expect((await read(store)).map(({ action, count }) => [action, count])).toEqual([
        ["sign-in-failed", 49],
        ["signed-in", 1],
        ["signed-in", 1],
        ["sign-in-failed", 1],
      ]);
    });
  });

  it("removes refused attempts after 90 days and everything else after two years, and records that it did", async () => {
    await withStore(async (store) => {
      await fill(store, "signed-in", 3, NOW - 731 * DAY_MS);
      await fill(store, "sign-in-failed", 1_200, NOW - 91 * DAY_MS);
      await fill(store, "person-removed", 4, NOW - 729 * DAY_MS);
      await fill(store, "tries-refused", 5, NOW - 89 * DAY_MS);
      await pruneAudit(store, NOW, pause);
      expect(await tally(store)).toEqual([
        { action: "audit-log-pruned", allOf: 1 },
        { action: "person-removed", allOf: 4 },
        { action: "tries-refused", allOf: 5 },
      ]);
      expect((await read(store))[0]).toMatchObject({ target: "1,200 refused attempts, 3 other entries" });
      await pruneAudit(store, NOW, pause);
      expect(await read(store)).toHaveLength(10);
    });
  });

  it("keeps the latest 45 000 of more than 50 000 refused attempts, and everything that people did", async () => {
    await withStore(async (store) => {
      await fill(store, "signed-in", 600, NOW);
      await fill(store, "sign-in-failed", 49_999, NOW);
      await fill(store, "tries-refused", 2, NOW);
      await pruneAudit(store, NOW, pause);
      expect(await tally(store)).toEqual([
        { action: "audit-log-pruned", allOf: 1 },
        { action: "sign-in-failed", allOf: 44_998 },
        { action: "signed-in", allOf: 600 },
        { action: "tries-refused", allOf: 2 },
      ]);
    });
  });

  it("permits only the deletions that it names: nothing that people did, no change, and nothing once it is done", async () => {
    await withStore(async (store) => {
      await fill(store, "signed-in", 1, NOW);
      await fill(store, "sign-in-failed", 1, NOW - 91 * DAY_MS);
      const permit = sql`insert into audit_pruning values (0, ${NOW - 90 * DAY_MS}, 1)`;
      for (const change of [
        "delete from audit_entry",
        "delete from audit_entry where id = 1",
        "update audit_entry set at = 0",
      ]) {
        const tried = store.db.transaction().execute(async (transaction) => {
          await permit.execute(transaction);
          await sql.raw(change).execute(transaction);
        });
        await expect(tried).rejects.toThrow("can only be added to");
      }
      await pruneAudit(store, NOW, pause);
      await expect(sql`delete from audit_entry`.execute(store.db)).rejects.toThrow("can only be added to");
      expect((await read(store)).map(({ action }) => action)).toEqual(["audit-log-pruned", "signed-in"]);
    });
  });

  it("migrates an older audit log without changing its entries", async () => {
    const store = openDatabase(await newStore());
    try {
      await migrate(store, { ...AUDIT_MIGRATIONS, steps: AUDIT_MIGRATIONS.steps.slice(0, 1) });
      await fill(store, "signed-in", 2, NOW);
      await migrate(store, AUDIT_MIGRATIONS);
      expect((await read(store)).map(({ at, count }) => [at, count])).toEqual([
        [NOW, 1],
        [NOW - 1, 1],
      ]);
    } finally {
      await store.db.destroy();
    }
  });
});
