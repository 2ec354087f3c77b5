import "server-only";
import { balanceEnd } from "@/lib/domain/cluster/account-billing";
import { ACCOUNT_STATES } from "@/lib/domain/cluster/cluster";
import { chargedRate } from "@/lib/domain/money/rate";
import type { AccountSnapshot } from "../../poller/account-snapshot";
import type { Family } from "../format/family";
import { createGauges } from "../format/gauges";
import { dollars, timestamp } from "../format/units";

const HELP = {
  account_info: "The accounts that are read.",
  account_state: "How reading an account goes: 1 for the state that it is in.",
  account_last_success_timestamp_seconds: "When an account was last read, by whichever server.",
  account_last_attempt_timestamp_seconds: "When reading an account was last tried.",
  account_next_attempt_timestamp_seconds:
    "When an account is to be read next: in the past while it is being read, and if it should have been.",
  wallet_balance_dollars: "The money left on a prepaid account, as last read, if it is in US dollars.",
  wallet_empty_timestamp_seconds:
    "When the last balance of an account is used up at the current rates of its clusters, where all of these are known.",
};

/** What is known of each account as a whole. */
export function accountFamilies(snapshots: readonly AccountSnapshot[]): Family[] {
  const gauges = createGauges(HELP);
  for (const snapshot of snapshots) {
    const { id, provider, label, state, billing } = snapshot;
    const labels = { account: id };
    gauges.set("account_info", { account: id, provider: provider.id, label }, 1);
    gauges.setState("account_state", labels, { label: "state", all: ACCOUNT_STATES, now: state });
    gauges.set("account_last_success_timestamp_seconds", labels, timestamp(snapshot.lastSuccessAt));
    gauges.set("account_last_attempt_timestamp_seconds", labels, timestamp(snapshot.lastAttemptAt));
    gauges.set("account_next_attempt_timestamp_seconds", labels, timestamp(snapshot.nextAttemptAt));
    if (billing === null) continue;
    const rates = [...snapshot.clusters.values()].map(({ reading }) => chargedRate(reading.rate));
    const emptyAt = balanceEnd(billing.balanceUsdMicros, rates, billing.readAt);
    gauges.set("wallet_balance_dollars", labels, dollars(billing.balanceUsdMicros));
    gauges.set("wallet_empty_timestamp_seconds", labels, timestamp(emptyAt));
  }
  return gauges.families();
}
