import { afterAll, beforeAll, expect, it } from "vitest";
import { sumUsd, usdMicros } from "@/lib/domain/money/cost";
import { rateIntervals, recentCost } from "@/lib/domain/money/recent-rates";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/domain/time/epoch";
import { startOfDay } from "@/lib/domain/time/start-of-day";
import { answerCosts, EXAMPLE_LABELS } from "@/lib/testing/answer-costs";
import { pollOf, readingOf } from "@/lib/testing/example-polls";
import { describeEachStore } from "@/lib/testing/stores";
import { type History, openHistory } from "../../history/open-history";
import { ALL_CLUSTERS } from "../../history/read/cluster-filter";
import { readHistorySummary } from "../fleet/history-summary";

/** From before the first of these months begins anywhere until after the last has begun everywhere. */
const START = Date.UTC(2026, 9, 23);
const END = Date.UTC(2026, 10, 2);
const STEP_MS = 30 * MINUTE_MS;
const ZONES = ["Etc/GMT-14", "Pacific/Pago_Pago", "Europe/Berlin", "Asia/Calcutta", "Australia/Lord_Howe", "UTC"];
const BUDGET = usdMicros(1_000_000_000);
const labels = { ...EXAMPLE_LABELS, budgetOf: () => BUDGET };

/** The last and the first hour of a month, and the evening of a day of 25 hours and of one of 23.5. */
const MOMENTS: readonly [timeZone: string, local: string][] = [
  ...ZONES.flatMap((zone): [string, string][] => [
    [zone, "2026-10-31T23:30"],
    [zone, "2026-11-01T00:30"],
  ]),
  ["Europe/Berlin", "2026-10-25T23:30"],
];

describeEachStore((newStore) => {
  let history: History;
  beforeAll(async () => {
    history = await openHistory(await newStore());
    for (let at = START; at <= END; at += STEP_MS) {
      const usd = 10 + (Math.floor((at - START) / HOUR_MS) % 7);
      await history.recordPoll(pollOf(at, { pollIntervalMs: STEP_MS, clusters: [readingOf({ usd })] }));
    }
  });
  afterAll(() => history.close());

  it.each(MOMENTS)(
    "counts one day and one month everywhere, at %s on %s, whatever zone a reader chooses",
    async (zone, local) => {
      const now = Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds;
      const summary = await readHistorySummary(history, { timeZone: zone, now, filter: ALL_CLUSTERS });
      const tiles = [...summary.recentRates.values()].map((rates) =>
        recentCost(rateIntervals(rates, now), { from: startOfDay(now, zone), to: now }),
      );
      const answers = await Promise.all(
        ZONES.map((timeZone) =>
          answerCosts(
            {
              ...{ from: now - DAY_MS, to: now, bucket: "hour", groupBy: "none", clusterId: null },
              ...{ timeZone, billingTimeZone: zone },
            },
            { history, now, filter: ALL_CLUSTERS, labels },
          ),
        ),
      );
      const [first] = answers;
      for (const answer of answers) {
        expect(answer).toMatchObject({ billingTimeZone: zone, today: first?.today, month: first?.month });
        expect(answer).toMatchObject({ budget: first?.budget, forecastMonthUsdMicros: first?.forecastMonthUsdMicros });
      }
      expect(first?.month.usdMicros).toBe(summary.month?.usdMicros);
      expect(first?.month.usdMicros).toBeGreaterThan(0);
      expect(first?.today.usdMicros).toBe(sumUsd(tiles.map((cost) => cost ?? usdMicros(0))));
      const { from } = first?.month ?? {};
      expect(
        Temporal.Instant.from(from ?? "")
          .toZonedDateTimeISO(zone)
          .toPlainDateTime()
          .toString(),
      ).toBe(`${local.slice(0, 7)}-01T00:00:00`);
    },
  );
});
