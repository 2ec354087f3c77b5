import "server-only";
import { type RawBuilder, sql } from "kysely";

/**
 * When an account was last read. Runs do not overlap, so this is the end of the latest, found by one seek however many
 * there are.
 */
export function watchedUntil(accountId: RawBuilder<string>): RawBuilder<number | null> {
  return sql<number | null>`(
    select last_at from poll_run where poll_run.account_id = ${accountId} order by started_at desc limit 1)`;
}
