import "server-only";
import { createHash } from "node:crypto";
import type { Kysely } from "kysely";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { chunks } from "../history/statement-chunks";
import { migrate } from "../store/migrate";
import type { Store } from "../store/open-database";
import type { Tries } from "./tries";
import { TRIES_PART } from "./tries-part";

type TriesTables = {
  nodeSilence: { digest: string; failures: number; since: EpochMs; hadAnswered: number; triedAt: EpochMs };
};

/** Tries without an answer, by a hash of their endpoint's key, because connection details are never stored. */
export type TriesByDigest = ReadonlyMap<string, Tries>;

/** The tries that survive a restart. */
export interface StoredTries {
  read(): Promise<TriesByDigest>;
  /** Replaces everything that was stored before. */
  write(tries: TriesByDigest): Promise<void>;
}

export function digestOf(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}

export async function openStoredTries(store: Store): Promise<StoredTries> {
  await migrate(store, TRIES_PART.migrations);
  const db: Kysely<TriesTables> = store.db.withTables<TriesTables>();
  return {
    async read() {
      const rows = await db.selectFrom("nodeSilence").selectAll().execute();
      return new Map(
        rows.map(({ digest, hadAnswered, ...row }) => [
          digest,
          { ...row, hadAnswered: hadAnswered === 1, refusal: null },
        ]),
      );
    },
    async write(tries) {
      const rows = [...tries].flatMap(([digest, { failures, since, hadAnswered, triedAt }]) =>
        since === null ? [] : [{ digest, failures, since, hadAnswered: Number(hadAnswered), triedAt }],
      );
      await db.transaction().execute(async (transaction) => {
        await transaction.deleteFrom("nodeSilence").execute();
        for await (const part of chunks(rows)) await transaction.insertInto("nodeSilence").values(part).execute();
      });
    },
  };
}
