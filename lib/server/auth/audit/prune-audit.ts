import "server-only";
import type { Transaction } from "kysely";
import { type AuditAction, REFUSED_ACTIONS, REFUSED_RETENTION_DAYS, RETENTION_DAYS } from "@/lib/domain/people/audit";
import { formatCounted } from "@/lib/domain/text/format";
import { DAY_MS, type EpochMs } from "@/lib/domain/time/epoch";
import type { Pause } from "../../pause";
import type { Store } from "../../store/open-database";
import { recordAudit } from "./audit";
import type { AuditPruningTable, AuditTables } from "./audit-schema";

const MAX_REFUSED = 50_000;
/**
 * When there are too many, extra ones are removed as well, so that an attack does not cause a pruning entry again and
 * again.
 */
const REFUSED_LEFT = 45_000;
const BATCH = 500;

type Entries = Pick<Transaction<AuditTables>, "selectFrom">;

/**
 * Removes entries that are too old, and refused attempts when there are too many, and records that it did. The database
 * allows no other deletion: see the migrations. What people did is removed one batch at a time, so that a clock that is
 * wrong for an hour costs little.
 */
export async function pruneAudit(store: Store, now: EpochMs, pause: Pause): Promise<void> {
  const db = store.db.withTables<AuditTables>();
  const permission = {
    allBefore: now - RETENTION_DAYS * DAY_MS,
    refusedBefore: now - REFUSED_RETENTION_DAYS * DAY_MS,
    refusedUntilId: await surplusUntil(db),
  };
  let refused = 0;
  for (const action of REFUSED_ACTIONS) {
    let removed: number;
    do {
      await pause();
      removed = await removeOldest(store, permission, action);
      refused += removed;
    } while (removed === BATCH);
  }
  const others = await removeOldest(store, permission, null);
  if (refused + others === 0) return;
  const target = `${formatCounted(refused, "refused attempt")}, ${formatCounted(others, "other entry", "other entries")}`;
  await recordAudit(store, { at: now, actor: "system", action: "audit-log-pruned", target, from: null });
}

/** Refused attempts with this id or a smaller one exceed the limit; 0 if none do. */
async function surplusUntil(db: Entries): Promise<number> {
  const refused = db.selectFrom("auditEntry").where("action", "in", REFUSED_ACTIONS);
  const { all } = await refused.select((of) => of.fn.countAll<number>().as("all")).executeTakeFirstOrThrow();
  if (all <= MAX_REFUSED) return 0;
  const last = refused.select("id").orderBy("id").limit(1);
  const found = await last.offset(all - REFUSED_LEFT - 1).executeTakeFirst();
  return found?.id ?? 0;
}

/**
 * Deletes up to one batch of the oldest entries that may go, and returns how many went. `null`: whatever their action.
 */
async function removeOldest(store: Store, permission: AuditPruningTable, action: AuditAction | null): Promise<number> {
  const { allBefore, refusedBefore, refusedUntilId } = permission;
  return store.db
    .withTables<AuditTables>()
    .transaction()
    .execute(async (transaction) => {
      const oldest = transaction.selectFrom("auditEntry").select(["id", "at"]).orderBy("id").limit(BATCH);
      const entries = await (action === null ? oldest : oldest.where("action", "=", action)).execute();
      const isToGo = ({ id, at }: (typeof entries)[number]) =>
        action === null ? at < allBefore : at < refusedBefore || id <= refusedUntilId;
      const ids = entries.filter(isToGo).map(({ id }) => id);
      if (ids.length === 0) return 0;
      await transaction.insertInto("auditPruning").values(permission).execute();
      await transaction.deleteFrom("auditEntry").where("id", "in", ids).execute();
      await transaction.deleteFrom("auditPruning").execute();
      return ids.length;
    });
}
