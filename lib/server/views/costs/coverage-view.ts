import "server-only";
import type { Amount } from "@/lib/contract/amount";
import type { Coverage } from "@/lib/domain/time/coverage";
import { nullableIsoTime } from "@/lib/domain/time/iso-time";

/** What an answer says about how well the time of an amount was watched. */
export function coverageView(
  { observedShare, watchedFrom, laterAccounts }: Coverage,
  labelOf: (accountId: string) => string,
): Pick<Amount, "observedShare" | "watchedFrom" | "laterAccounts"> {
  return {
    observedShare,
    watchedFrom: nullableIsoTime(watchedFrom),
    laterAccounts: laterAccounts.map(({ accountId, since }) => ({
      label: labelOf(accountId),
      since: nullableIsoTime(since),
    })),
  };
}
