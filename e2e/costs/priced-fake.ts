import type { EpochMs } from "@/lib/domain/time/epoch";
import { createShadeformFake } from "@/lib/server/providers/shadeform/fake/fake";
import { H100_X8 } from "@/lib/server/providers/shadeform/fake/machines";
import { running } from "@/lib/server/providers/shadeform/fake/stories";
import type { PriceSchedule } from "./rising-prices";

/** What one poll was told. */
export interface ToldPrices {
  toldAt: EpochMs;
  /** In cents, one per cluster, by its name. */
  prices: Readonly<Record<string, number>>;
}

/** The fake of an account with clusters whose prices follow these schedules, by name. */
export function createPricedFake(schedules: Record<string, PriceSchedule>) {
  const startedAt = Date.now();
  const fake = createShadeformFake({ now: Date.now, startedAt });
  /** From now on it answers with the prices of now. */
  const tell = (): ToldPrices => {
    const now = Date.now();
    const prices = Object.entries(schedules).map(([name, { centsAt }]) => ({ name, cents: centsAt(now) }));
    const clusters = prices.map(({ name, cents }, index) =>
      running({ key: index + 1, name, machine: { ...H100_X8, cents }, nodes: 1, activeAt: startedAt }, now),
    );
    fake.world = () => ({
      clusters: clusters.map(({ cluster }) => cluster),
      instances: clusters.flatMap(({ members }) => members),
    });
    return { toldAt: now, prices: Object.fromEntries(prices.map(({ name, cents }) => [name, cents])) };
  };
  return { fake, tell };
}
