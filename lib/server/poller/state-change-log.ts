import "server-only";
import type { Logger } from "pino";
import type { AccountSnapshot } from "./account-snapshot";

/** Logs one line per change of an account's state, rather than one per poll. */
export function logStateChange(log: Logger, before: AccountSnapshot | null, after: AccountSnapshot): void {
  if (before?.state === after.state && before.problem?.code === after.problem?.code) return;
  const fields = { account: after.id, provider: after.provider.id, state: after.state, code: after.problem?.code };
  if (after.problem) log.warn(fields, after.problem.detail);
  else log.info({ ...fields, clusters: after.clusters.size }, `${after.label}: read`);
}
