import { EventEmitter, once } from "node:events";
import { serveFakes } from "@/lib/server/demo/serve-fakes";
import { createShadeformFake } from "@/lib/server/providers/shadeform/fake/fake";
import { H100_X8 } from "@/lib/server/providers/shadeform/fake/machines";
import { running } from "@/lib/server/providers/shadeform/fake/stories";
import type { PriceSchedule } from "./rising-prices";

export interface PricedClusters {
  environment: Record<string, string>;
  /** The prices, in cents, that each poll so far was answered with: one per cluster, by its name. */
  told: readonly Record<string, number>[];
  nextPoll(): Promise<unknown>;
  close(): Promise<void>;
}

/** An account with clusters whose prices follow these schedules, by name. */
export async function servePricedClusters(schedules: Record<string, PriceSchedule>): Promise<PricedClusters> {
  const startedAt = Date.now();
  const fake = createShadeformFake({ now: Date.now, startedAt });
  const told: Record<string, number>[] = [];
  const polls = new EventEmitter();

  const answerPoll = () => {
    const now = Date.now();
    const prices = Object.entries(schedules).map(([name, { centsAt }]) => ({ name, cents: centsAt(now) }));
    const clusters = prices.map(({ name, cents }, index) =>
      running({ key: index + 1, name, machine: { ...H100_X8, cents }, nodes: 1, activeAt: startedAt }, now),
    );
    fake.world = () => ({
      clusters: clusters.map(({ cluster }) => cluster),
      instances: clusters.flatMap(({ members }) => members),
    });
    told.push(Object.fromEntries(prices.map(({ name, cents }) => [name, cents])));
    polls.emit("poll");
  };
  const handle = (request: Request) => {
    if (request.url.endsWith("/clusters")) answerPoll();
    return fake.handle(request);
  };
  const served = await serveFakes({ fakes: { shadeform: { ...fake, handle } }, port: 0 });
  return {
    environment: { SHADEFORM_API_KEY: fake.apiKey, SHADEFORM_BASE_URL: served.urlOf("shadeform") },
    told,
    nextPoll: () => once(polls, "poll"),
    close: served.close,
  };
}
