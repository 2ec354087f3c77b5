import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { Store } from "../../store/open-database";
import { createRateLimit, createTurnLimit, type RateRule } from "../rate-limit";
import { createTurnLimits, type TurnLimits } from "../turn-limits";
import type { LimitTables } from "./limit-part";
import { createSharedTurns } from "./shared-turns";

/** Counted together with other servers where some can have the store. `store` is `null` until it is open. */
export function openTurnLimits(isShared: boolean, store: () => Store | null, now: () => EpochMs): TurnLimits {
  const db = () => store()?.db.withTables<LimitTables>() ?? null;
  const limitOf = isShared
    ? createSharedTurns({ db, now }).limit
    : (_: string, rule: RateRule) => createRateLimit(rule);
  return createTurnLimits((name, rule) => createTurnLimit(limitOf(name, rule), now));
}
