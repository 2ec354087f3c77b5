import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { migrate } from "../../store/migrate";
import type { Store } from "../../store/open-database";
import { type AttemptLimit, createSoleAttemptLimit } from "../attempt-limit";
import { LIMIT_PART, type LimitTables } from "./limit-part";
import { createSharedAttemptLimit } from "./shared-attempts";

/** What attempts are made at: each kind of secret has limits of its own. */
export type SecretKind = "sign-in" | "setup" | "link" | "pairing";

/** Counted in this process where no other one can have the store, and together with the others where some can. */
export type AttemptLimits = (kind: SecretKind) => AttemptLimit;

export async function openAttemptLimits(store: Store, now: () => EpochMs): Promise<AttemptLimits> {
  await migrate(store, LIMIT_PART.migrations);
  if (store.dialect === "sqlite") return () => createSoleAttemptLimit(now);
  const db = store.db.withTables<LimitTables>();
  return (kind) => createSharedAttemptLimit({ db, kind, now });
}
