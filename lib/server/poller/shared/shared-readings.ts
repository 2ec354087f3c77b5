import "server-only";
import { type Kysely, sql } from "kysely";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { confirmTerm } from "../../coordination/confirm-term";
import type { Term } from "../../coordination/leases";
import { chunks } from "../../history/statement-chunks";
import { createPause } from "../../pause";
import type { SecretBox } from "../../secret-box/secret-box";
import { migrate } from "../../store/migrate";
import type { Store } from "../../store/open-database";
import type { PollState, SharedState } from "../poll-state";
import { accountBodySchema, type ClusterBody, clusterBodySchema, parseBody, timesSchema } from "./body-schema";
import { type AccountReadingTable, accountOwner, clusterOwner, SHARED_PART, type SharedTables } from "./shared-part";
import { stateOf } from "./state-bodies";
import { changesOf, type StateTexts, textsOf, type Writing, type Written } from "./written-state";

/** Identifies what is stored of an account: it changes with each write. */
export type Version = Pick<AccountReadingTable, "epoch" | "seq">;

export interface StoredVersion extends Version {
  accountId: string;
  refreshWantedAt: EpochMs | null;
}

/** The accounts as the servers that poll them have last read them. */
export interface SharedReadings {
  /**
   * Writes what has changed of an account, all of it or nothing: all there is, in a new term or where others have removed it. Resolves
   * with whether others should look at once: anything but times has changed, or one of them has asked for it. Throws a `LostLease` if the
   * term is over.
   */
  write(state: PollState, term: Term): Promise<boolean>;
  versions(): Promise<StoredVersion[]>;
  /** `null` if there is nothing that this server can read. Tells whether anything but times has changed since it was last read. */
  read(accountId: string): Promise<{ version: Version; state: SharedState; hasChanged: boolean } | null>;
  wantRefresh(accountId: string, at: EpochMs): Promise<void>;
  /** Removes all accounts but these and those that any server has polled in the past hour. */
  removeAbandoned(exceptIds: readonly string[]): Promise<void>;
}

interface Opening {
  box: SecretBox;
  /** Called each time when something cannot be opened with this server's key. */
  onUnreadable: () => void;
}

/** What was read of an account, so that the next time only what has changed since has to be. */
interface Known extends Version {
  account: string | null;
  clusters: ReadonlyMap<string, ClusterBody>;
}

type Database = Kysely<SharedTables>;

export async function openSharedReadings(store: Store, { box, onUnreadable }: Opening): Promise<SharedReadings> {
  await migrate(store, SHARED_PART.migrations);
  const db: Database = store.db.withTables<SharedTables>();
  const written = new Map<string, Written>();
  const known = new Map<string, Known>();

  const open = (sealed: string, owner: string) => {
    const text = box.open(sealed, owner);
    if (text === null) onUnreadable();
    return text;
  };

  async function writeIn(transaction: Database, { snapshot }: PollState, texts: StateTexts, { epoch }: Term) {
    const { id: accountId, lastAttemptAt } = snapshot;
    const row = await transaction
      .selectFrom("accountReading")
      .select(["epoch", "seq", "refreshWantedAt"])
      .where("accountId", "=", accountId)
      .forUpdate()
      .executeTakeFirst();
    const mine = written.get(accountId);
    const isMine = mine !== undefined && mine.epoch === epoch && row?.epoch === epoch && row.seq === mine.seq;
    if (!isMine) await transaction.deleteFrom("clusterReading").where("accountId", "=", accountId).execute();
    const writing = changesOf(texts, isMine ? mine : null);
    const seq = (row?.seq ?? 0) + 1;
    const wantedAt = row?.refreshWantedAt ?? null;
    const isWanted = wantedAt !== null && wantedAt <= (lastAttemptAt ?? 0);
    const numbers = { epoch, seq, refreshWantedAt: isWanted ? null : wantedAt };
    await writeAccount(transaction, accountId, { ...numbers, times: texts.times }, writing);
    await writeClusters(transaction, accountId, seq, writing);
    const isNews = isWanted || writing.account !== null || writing.clusters.size > 0;
    return { isNews, written: { epoch, seq, ...texts.digests } };
  }

  async function writeAccount(
    transaction: Database,
    accountId: string,
    moved: Omit<AccountReadingTable, "accountId" | "body">,
    { account }: Writing,
  ) {
    if (account === null) {
      const row = transaction.updateTable("accountReading").where("accountId", "=", accountId);
      await row.set(moved).execute();
      return;
    }
    const values = { ...moved, body: box.seal(account, accountOwner(accountId)) };
    await transaction
      .insertInto("accountReading")
      .values({ accountId, ...values })
      .onConflict((conflict) => conflict.column("accountId").doUpdateSet(values))
      .execute();
  }

  async function writeClusters(transaction: Database, accountId: string, seq: number, writing: Writing) {
    for await (const ids of chunks(writing.removed)) {
      const rows = transaction.deleteFrom("clusterReading").where("accountId", "=", accountId);
      await rows.where("providerClusterId", "in", ids).execute();
    }
    for await (const part of chunks([...writing.clusters])) {
      const rows = part.map(([id, text]) => ({
        ...{ accountId, providerClusterId: id, seq, body: box.seal(text, clusterOwner(accountId, id)) },
      }));
      await transaction
        .insertInto("clusterReading")
        .values(rows)
        .onConflict((conflict) =>
          conflict
            .columns(["accountId", "providerClusterId"])
            .doUpdateSet((row) => ({ seq: row.ref("excluded.seq"), body: row.ref("excluded.body") })),
        )
        .execute();
    }
  }

  /** The rows of one moment: those of the clusters only as far as they are not known. */
  function readRows(accountId: string) {
    return db
      .transaction()
      .setIsolationLevel("repeatable read")
      .execute(async (transaction) => {
        const rows = transaction.selectFrom("accountReading").selectAll().where("accountId", "=", accountId);
        const account = await rows.executeTakeFirst();
        if (account === undefined) return null;
        const before = known.get(accountId);
        // In another term, all of it was written anew.
        const isSameTerm = before?.epoch === account.epoch && before.seq <= account.seq;
        const clusters = await transaction
          .selectFrom("clusterReading")
          .selectAll()
          .where("accountId", "=", accountId)
          .where("seq", ">", isSameTerm ? before.seq : 0)
          .execute();
        return { account, clusters, known: isSameTerm ? before.clusters : new Map<string, ClusterBody>() };
      });
  }

  return {
    write: async (state, term) => {
      const texts = await textsOf(state);
      const outcome = await db.transaction().execute(async (transaction) => {
        await confirmTerm(transaction, term);
        return writeIn(transaction, state, texts, term);
      });
      written.set(state.snapshot.id, outcome.written);
      return outcome.isNews;
    },
    versions: () => db.selectFrom("accountReading").select(["accountId", "epoch", "seq", "refreshWantedAt"]).execute(),
    read: async (accountId) => {
      const rows = await readRows(accountId);
      if (rows === null) return null;
      const { account: row, clusters: changed } = rows;
      const clusters = new Map(rows.known);
      const pause = createPause();
      for (const { providerClusterId: id, body: sealed } of changed) {
        await pause();
        const text = open(sealed, clusterOwner(accountId, id));
        const body = text === null ? null : parseBody(clusterBodySchema, text);
        if (body === null) clusters.delete(id);
        else clusters.set(id, body);
      }
      const { epoch, seq } = row;
      const text = open(row.body, accountOwner(accountId));
      const account = text === null ? null : parseBody(accountBodySchema, text);
      const times = parseBody(timesSchema, row.times);
      if (account === null || times === null) return null;
      const ids = new Set([...account.clusters, ...account.gone]);
      const present = new Map([...clusters].filter(([id]) => ids.has(id)));
      const hasChanged = changed.length > 0 || known.get(accountId)?.account !== text;
      known.set(accountId, { epoch, seq, account: text, clusters: present });
      return { version: { epoch, seq }, state: stateOf({ account, times, clusters: present }), hasChanged };
    },
    wantRefresh: async (accountId, at) => {
      const rows = db.updateTable("accountReading").where("accountId", "=", accountId);
      await rows.set({ refreshWantedAt: at }).execute();
    },
    removeAbandoned: async (exceptIds) => {
      const { rows } = await sql<{ accountId: string }>`
        select account_id from account_reading where not exists (
          select from lease where name = 'account:' || account_id and expires_at > now() - interval '1 hour'
        )`.execute(db);
      for (const { accountId } of rows) {
        if (exceptIds.includes(accountId)) continue;
        // A server that begins to poll it just then writes all of it again.
        await db.deleteFrom("clusterReading").where("accountId", "=", accountId).execute();
        await db.deleteFrom("accountReading").where("accountId", "=", accountId).execute();
      }
    },
  };
}
