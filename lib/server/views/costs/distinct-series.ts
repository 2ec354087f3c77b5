import "server-only";
import type { Costs } from "@/lib/contract/costs";
import { accountIdOf } from "@/lib/domain/cluster/identity";
import { distinctNames } from "@/lib/domain/text/distinct-names";
import type { AccountSnapshot } from "../../poller/account-snapshot";

type Series = Pick<Costs["series"][number], "key" | "label" | "othersCount">;

/** Series of clusters, in whose labels equal names carry their provider or account. Keys and accounts must be of the same audience. */
export function withDistinctLabels<One extends Series>(
  series: readonly One[],
  accounts: readonly Pick<AccountSnapshot, "id" | "label" | "provider">[],
): One[] {
  const clusters = series.filter(({ othersCount }) => othersCount === undefined);
  const names = distinctNames(
    clusters.map(({ key, label }) => {
      const accountId = accountIdOf(key) ?? key;
      const account = accounts.find(({ id }) => id === accountId);
      const marks = account === undefined ? [accountId] : [account.provider.label, account.label];
      return { key, name: label, marks, id: key.slice(accountId.length + 1) };
    }),
  );
  return series.map((one) => ({ ...one, label: names.get(one.key) ?? one.label }));
}
