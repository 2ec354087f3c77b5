import "server-only";
import { createHash } from "node:crypto";
import type { Kysely } from "kysely";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { chunks } from "../history/statement-chunks";
import { migrate } from "../store/migrate";
import type { Store } from "../store/open-database";
import type { Silence } from "./silence";
import { SILENCE_PART } from "./silence-part";

type SilenceTables = {
  nodeSilence: { digest: string; failures: number; since: EpochMs; hadAnswered: number; triedAt: EpochMs };
};

/** Silences by a hash of their endpoint's key, because connection details are never stored. */
export type SilencesByDigest = ReadonlyMap<string, Silence>;

/** The silences that survive a restart. */
export interface StoredSilences {
  read(): Promise<SilencesByDigest>;
  /** Replaces everything that was stored before. */
  write(silences: SilencesByDigest): Promise<void>;
}

export function digestOf(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}

export async function openStoredSilences(store: Store): Promise<StoredSilences> {
  await migrate(store, SILENCE_PART.migrations);
  const db: Kysely<SilenceTables> = store.db.withTables<SilenceTables>();
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
    async write(silences) {
      const rows = [...silences].flatMap(([digest, { failures, since, hadAnswered, triedAt }]) =>
        since === null ? [] : [{ digest, failures, since, hadAnswered: Number(hadAnswered), triedAt }],
      );
      await db.transaction().execute(async (transaction) => {
        await transaction.deleteFrom("nodeSilence").execute();
        for await (const part of chunks(rows)) await transaction.insertInto("nodeSilence").values(part).execute();
      });
    },
  };
}
