import { sumRates, type UsdMicrosPerHour, usdMicrosPerHour, usedShare } from "../../money/cost";
import { chargedRate } from "../../money/rate";
import type { EpochMs } from "../../time/epoch";
import type { ConditionOf } from "../condition";
import type { RuleSettings, Subject } from "../rule";
import type { WatchedAccount, WatchedBudget } from "./situation";
import { accountSubject, budgetSubject, serverSubject } from "./subjects";

const MICROS_PER_USD = 1_000_000;

export function budgetOver(
  { id, accountId, limit, spent, forecast, asOf }: WatchedBudget,
  { severity, threshold }: RuleSettings,
): ConditionOf<"budget"> | null {
  const warnsFrom = (threshold ?? 0) / 100;
  const isSpent = usedShare(spent, limit) >= warnsFrom;
  const isForecast = forecast !== null && usedShare(forecast, limit) >= 1;
  if (!isSpent && !isForecast) return null;
  return {
    rule: "budget",
    subject: budgetSubject(id, accountId),
    severity: usedShare(spent, limit) >= 1 ? "critical" : severity,
    ...{ evidenceAt: asOf, readings: 1 },
    facts: { spent, forecast, limit, over: isSpent ? "spent" : "forecast" },
  };
}

/** What all accounts together cost an hour, and each of them. An account with an unknown rate costs at least the others'. */
export function burnOver(
  accounts: readonly WatchedAccount[],
  { severity, threshold }: RuleSettings,
  now: EpochMs,
): ConditionOf<"burn-over">[] {
  const limit = usdMicrosPerHour(Math.round((threshold ?? 0) * MICROS_PER_USD));
  const conditionOf = (subject: Subject, rate: UsdMicrosPerHour): ConditionOf<"burn-over">[] =>
    rate <= limit
      ? []
      : [
          {
            rule: "burn-over",
            subject,
            severity,
            evidenceAt: now,
            readings: 1,
            facts: { usdMicrosPerHour: rate, limit },
          },
        ];
  const known = accounts.map((account) => ({ id: account.id, rate: knownRateOf(account) }));
  const all = sumRates(known.map(({ rate }) => rate)) ?? usdMicrosPerHour(0);
  const each = known.flatMap(({ id, rate }) => conditionOf(accountSubject(id), rate));
  // One account alone is the fleet: it is not said twice.
  return each.length > 0 ? each : conditionOf(serverSubject("fleet"), all);
}

function knownRateOf({ clusters }: WatchedAccount): UsdMicrosPerHour {
  const rates = clusters.flatMap(({ reading }) => chargedRate(reading.rate) ?? []);
  return sumRates(rates) ?? usdMicrosPerHour(0);
}
