import type { Costs } from "@/lib/contract/costs";
import { sumUsd, type UsdMicros } from "@/lib/domain/money/cost";
import { costBetween } from "@/lib/domain/money/recent-rates";
import type { FleetAges } from "@/lib/queries/ages/fleet-ages";
import type { StableFleet } from "@/lib/queries/stable-fleet";

/** What the tiles count already, but costs that were answered earlier do not: since the readings in that answer. */
export function costSinceAnswer(
  { accounts }: Pick<Costs, "accounts">,
  { clusters, ages }: Pick<StableFleet, "clusters"> & { ages: Pick<FleetAges, "observedAt"> },
): UsdMicros {
  const readAt = new Map(accounts.map((account) => [account.id, Date.parse(account.readAt)]));
  return sumUsd(
    clusters.flatMap(({ id, accountId, recentRates }) => {
      const [from, to] = [readAt.get(accountId), ages.observedAt(id)];
      if (recentRates === undefined || from === undefined || to === null) return [];
      return [costBetween(recentRates, { from, to })];
    }),
  );
}
