import "server-only";
import { createHash } from "node:crypto";
import type { Kysely } from "kysely";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { confirmTerm } from "../coordination/confirm-term";
import type { Term } from "../coordination/leases";
import { chunks } from "../history/statement-chunks";
import type { Refusal } from "../security/address-rules";
import { migrate } from "../store/migrate";
import type { Store } from "../store/open-database";
import type { Tries } from "./tries";
import { TRIES_PART } from "./tries-part";

type TriesTables = {
  nodeSilence: {
    digest: string;
    failures: number;
    /** When it was not tried at all, the time at which that was found. */
    since: EpochMs;
    hadAnswered: number;
    triedAt: EpochMs;
    /** `null` also in rows of versions that did not store it. */
    refusal: Refusal | null;
  };
};

/** Tries without an answer, by a hash of their endpoint's key, because connection details are never stored. */
export type TriesByDigest = ReadonlyMap<string, Tries>;

/** The tries that survive a restart. */
export interface StoredTries {
  read(): Promise<TriesByDigest>;
  /** Replaces everything that was stored before, unless the term is over by then: that throws a `LostLease`. */
  write(tries: TriesByDigest, term?: Pick<Term, "lease" | "epoch">): Promise<void>;
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
        rows.map(({ digest, hadAnswered, since, ...row }) => [
          digest,
          { ...row, since: row.refusal === null ? since : null, hadAnswered: hadAnswered === 1 },
        ]),
      );
    },
    async write(tries, term) {
      const rows = [...tries].flatMap(([digest, { since, hadAnswered, ...row }]) =>
        since === null && row.refusal === null
          ? []
          : [{ ...row, digest, since: since ?? row.triedAt, hadAnswered: Number(hadAnswered) }],
      );
      await db.transaction().execute(async (transaction) => {
        if (term !== undefined) await confirmTerm(transaction, term);
        await transaction.deleteFrom("nodeSilence").execute();
        for await (const part of chunks(rows)) await transaction.insertInto("nodeSilence").values(part).execute();
      });
    },
  };
}
