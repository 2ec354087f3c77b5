import { expect, it, onTestFinished } from "vitest";
import { usdMicros } from "@/lib/domain/money/cost";
import { DAY_MS, HOUR_MS } from "@/lib/domain/time/epoch";
import { pollOf, readingOf } from "@/lib/testing/example-polls";
import { describeEachStore } from "@/lib/testing/stores";
import { openHistory } from "../../history/open-history";
import { createPause } from "../../pause";
import { readBudgets } from "../knowledge/read-budgets";
import { readPast } from "./read-past";

/** Over the end of a month, and an hour is not begun by the clock. */
const START = Date.UTC(2026, 10, 30) + HOUR_MS / 3;
const END = START + 2 * DAY_MS;
const LIMIT = usdMicros(100_000_000);

describeEachStore((newStore) => {
  it("knows how budgets stood at each hour, from one reading of the costs", async () => {
    const history = await openHistory(await newStore());
    onTestFinished(() => history.close());
    for (let at = START; at <= END; at += HOUR_MS / 2)
      await history.recordPoll(
        pollOf(at, {
          clusters: [readingOf({ usd: at < START + DAY_MS ? 10 : 30 }), readingOf({ providerClusterId: "b" })],
        }),
      );
    let reads = 0;
    const counted = {
      ...history,
      sampleCosts: (...asked: Parameters<typeof history.sampleCosts>) => {
        reads += 1;
        return history.sampleCosts(...asked);
      },
    };
    const configuration = {
      budgets: [{}, { account: "shade" }, { provider: "other" }].map((match) => ({ match, usdMicrosPerMonth: LIMIT })),
      timeZone: "Europe/Berlin",
      isInFleet: () => true,
    };
    const window = { from: START, to: END };
    const { budgets } = await readPast(counted, { rule: "budget", window, configuration, pause: createPause() });
    expect(reads).toBe(1);
    expect(budgets).toHaveLength(2 * 24 + 1);
    for (const { at, budgets: found } of budgets)
      expect(found).toEqual(await readBudgets(history, configuration.budgets, { ...configuration, now: at }));
    expect(new Set(budgets.map((one) => one.budgets[0]?.spent)).size).toBeGreaterThan(40);
  });
});
