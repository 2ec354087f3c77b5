import "server-only";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import type { BudgetState } from "../../poller/request-budget";
import type { Family } from "../format/family";
import { createGauges } from "../format/gauges";

const HELP = {
  poller_leader: "Whether this server is the one that reads an account, or would if it were not paused.",
  account_requests_remaining:
    "How many requests to an account are left: of a minute, or of a window that the provider has set.",
};

/** An account as this server reads it. */
export interface PolledAccount {
  id: string;
  isLed: boolean;
  budget: Pick<BudgetState, "remaining" | "horizonMs">;
}

/** What this server has to do with each account. */
export function pollingFamilies(accounts: readonly PolledAccount[]): Family[] {
  const gauges = createGauges(HELP);
  for (const { id, isLed, budget } of accounts) {
    gauges.set("poller_leader", { account: id }, Number(isLed));
    const window = budget.horizonMs === MINUTE_MS ? "minute" : "provider";
    const isKnown = isLed && Number.isFinite(budget.remaining);
    gauges.set("account_requests_remaining", { account: id, window }, isKnown ? budget.remaining : null);
  }
  return gauges.families();
}
