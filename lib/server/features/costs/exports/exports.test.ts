import { expect, it } from "vitest";
import { accruedCost, usdMicrosPerHour } from "@/lib/domain/money/cost";
import type { LedgerRow } from "@/lib/domain/money/ledger";
import { HOUR_MS } from "@/lib/domain/time/epoch";
import { calendarBuckets } from "@/lib/domain/time/time-window";
import { createWatchFold } from "@/lib/domain/time/watch";
import { ledgerRates, stateAt } from "@/lib/testing/watched-schedule";
import type { ClusterIntervals } from "../../../history/read/read-intervals";
import { createPause } from "../../../pause";
import { costCsv } from "./cost-csv";

import { focusCsv } from "./focus-csv";
import { unwatchedMsIn } from "./unwatched-ms";

const pause = createPause();
const START = Date.UTC(2026, 9, 31, 20);
const WINDOW = { from: START, to: START + 8 * HOUR_MS };
const unwatchedMs = () => HOUR_MS / 4;
const LABELS = { providerLabel: () => "Shadeform", accountLabel: () => "Research, Berlin" };

const CLUSTER = {
  doubts: [],
  cluster: {
    id: "shade~a",
    accountId: "shade",
    provider: "shadeform",
    providerClusterId: "a",
    name: '=HYPERLINK("http://x")',
    gpuModel: "H100",
    gpuCount: 8,
    cloud: "denvr",
    regionId: "us-1",
    regionLabel: "Zürich",
  },
  watchedUntil: WINDOW.to,
};

function ledgerOf(...prices: (number | null)[]): ClusterIntervals {
  return { ...CLUSTER, pages: inTurn(rowsOf(prices)) };
}

function rowsOf(prices: readonly (number | null)[]): LedgerRow[] {
  const lengthMs = 100 * 60_000;
  return prices.map((price, index) => ({
    ...stateAt(price === null ? null : usdMicrosPerHour(price)),
    startedAt: START + index * lengthMs,
    endedAt: index === prices.length - 1 ? null : START + (index + 1) * lengthMs,
    startErrorMs: index === 0 ? 0 : 7_500,
    endErrorMs: 7_500,
  }));
}

async function* inTurn<Item>(...items: Item[]): AsyncGenerator<Item> {
  yield* items;
}

async function linesOf(lines: AsyncGenerator<string>): Promise<Record<string, string>[]> {
  const all: string[][] = [];
  for await (const line of lines) all.push(fieldsOf(line));
  const [header = [], ...rows] = all;
  return rows.map((fields) => Object.fromEntries(header.map((name, index) => [name, fields[index] ?? ""])));
}

function fieldsOf(line: string): string[] {
  const fields = line.trimEnd().match(/("([^"]|"")*"|[^,]*)(,|$)/g) ?? [];
  return fields.slice(0, -1).map((field) =>
    field
      .replace(/,$/, "")
      .replace(/^"(.*)"$/s, "$1")
      .replaceAll('""', '"'),
  );
}

const hours = (timeZone: string) => calendarBuckets(WINDOW, "hour", timeZone) ?? [];
const total = (rows: Record<string, string>[], column: string) =>
  rows.reduce((sum, row) => sum + Math.round(Number(row[column]) * 1_000_000), 0);
const truth = (prices: readonly number[]) => accruedCost(ledgerRates(rowsOf(prices), WINDOW.to), WINDOW);

it.each(["UTC", "Asia/Kathmandu"])("adds up to the ledger's cost in both formats, in %s", async (zone) => {
  const prices = [19_920_001, 7, 333_333];
  const ledger = () => inTurn(ledgerOf(...prices));
  expect(total(await linesOf(costCsv(ledger(), hours(zone), zone, LABELS, unwatchedMs, pause)), "usd")).toBe(
    truth(prices),
  );
  expect(total(await linesOf(focusCsv(ledger(), hours(zone), zone, LABELS, unwatchedMs, pause)), "BilledCost")).toBe(
    truth(prices),
  );
});

it("tells repeated hours apart in the plain file, and begins billing periods where days begin", async () => {
  const night = { from: Date.parse("2026-10-25T00:00:00Z"), to: Date.parse("2026-10-25T02:00:00Z") };
  const [row] = rowsOf([1_000_000]);
  const own = {
    ...ledgerOf(1_000_000),
    watchedUntil: night.to,
    pages: inTurn(row ? [{ ...row, startedAt: night.from, endedAt: null }] : []),
  };
  const buckets = calendarBuckets(night, "hour", "Europe/Berlin") ?? [];
  const plain = await linesOf(costCsv(inTurn(own), buckets, "Europe/Berlin", LABELS, unwatchedMs, pause));
  expect(plain.map((line) => line.bucket_start_local)).toEqual([
    "2026-10-25T02:00:00+02:00",
    "2026-10-25T02:00:00+01:00",
  ]);
  const focus = await linesOf(
    focusCsv(inTurn(ledgerOf(1_000_000)), hours("Asia/Kolkata"), "Asia/Kolkata", LABELS, unwatchedMs, pause),
  );
  for (const line of focus) expect(line.BillingPeriodStart).toMatch(/T18:30:00Z$/);
});

it("gives every mandatory column of FOCUS 1.2 a value, except for the class that only corrections have", async () => {
  const rows = await linesOf(focusCsv(inTurn(ledgerOf(19_920_000)), hours("UTC"), "UTC", LABELS, unwatchedMs, pause));
  expect(rows).toHaveLength(8);
  expect(rows[0]).toEqual({
    BilledCost: "19.920000",
    EffectiveCost: "19.920000",
    ListCost: "19.920000",
    ContractedCost: "19.920000",
    BillingAccountId: "shade",
    BillingAccountName: "Research, Berlin",
    BillingCurrency: "USD",
    BillingPeriodStart: "2026-10-01T00:00:00Z",
    BillingPeriodEnd: "2026-11-01T00:00:00Z",
    ChargePeriodStart: "2026-10-31T20:00:00Z",
    ChargePeriodEnd: "2026-10-31T21:00:00Z",
    ChargeCategory: "Usage",
    ChargeClass: "",
    ChargeDescription: `'=HYPERLINK("http://x") at 19.920000 USD per hour`,
    PricingQuantity: "1",
    PricingUnit: "Hours",
    ProviderName: "Shadeform",
    PublisherName: "Shadeform",
    InvoiceIssuerName: "Shadeform",
    ServiceCategory: "Compute",
    ServiceName: "GPU cluster",
    ResourceId: "a",
    ResourceName: `'=HYPERLINK("http://x")`,
    RegionId: "us-1",
    RegionName: "Zürich",
    SkuId: "H100",
    ConsumedQuantity: "1",
    ConsumedUnit: "Hours",
    x_GpuModel: "H100",
    x_GpuCount: "8",
    x_ClusterStatus: "running",
    x_ErrorUsd: "0.000000",
    x_HostProviderName: "denvr",
    x_UnwatchedHours: "0.25",
  });
  expect(rows[4]?.BillingPeriodStart).toBe("2026-11-01T00:00:00Z");
});

it("has one FOCUS line for each rate within an hour, and states the hour's error once", async () => {
  const rows = await linesOf(
    focusCsv(inTurn(ledgerOf(10_000_000, 4_000_000)), hours("UTC"), "UTC", LABELS, unwatchedMs, pause),
  );
  const second = rows.filter(({ ChargePeriodStart }) => ChargePeriodStart === "2026-10-31T21:00:00Z");
  expect(
    second.map(({ PricingQuantity, BilledCost, x_ErrorUsd, x_UnwatchedHours }) => [
      ...[PricingQuantity, BilledCost, x_ErrorUsd, x_UnwatchedHours],
    ]),
  ).toEqual([
    ["0.666667", "6.666667", "0.012500", "0.25"],
    ["0.333333", "1.333333", "", ""],
  ]);
});

it("begins the file for spreadsheets with a byte order mark, and the one for programs with its first column", async () => {
  const first = async (lines: AsyncGenerator<string>) => (await lines.next()).value;
  expect(await first(costCsv(inTurn(), [], "UTC", LABELS, unwatchedMs, pause))).toMatch(/^\uFEFFbucket_start,/);
  expect(await first(focusCsv(inTurn(), [], "UTC", LABELS, unwatchedMs, pause))).toMatch(/^BilledCost,/);
});

it("says how long a cluster's account was not watched in a bucket, and that nobody watched before its first reading", async () => {
  const buckets = hours("UTC");
  const fold = createWatchFold(buckets, WINDOW.to);
  fold.add({ accountId: "shade", startedAt: START + 45 * 60_000, lastAt: WINDOW.to, pollIntervalMs: 15_000 });
  const unwatched = unwatchedMsIn(buckets, fold.watches());
  const rows = await linesOf(costCsv(inTurn(ledgerOf(1)), buckets, "UTC", LABELS, unwatched, pause));
  expect(rows.map(({ unwatched_hours }) => unwatched_hours)).toEqual(["0.75", ...Array(7).fill("0")]);
});

it("never calls an unknown price zero", async () => {
  const ledger = ledgerOf(null);
  const [row] = await linesOf(costCsv(inTurn(ledger), hours("UTC"), "UTC", LABELS, unwatchedMs, pause));
  expect(row).toMatchObject({ usd: "", hours: "1", unpriced_hours: "1" });
  expect(await linesOf(focusCsv(inTurn(ledger), hours("UTC"), "UTC", LABELS, unwatchedMs, pause))).toEqual([]);
});

it("yields the first line before the ledger is read to its end", async () => {
  let read = 0;
  async function* endless(): AsyncGenerator<ClusterIntervals> {
    for (;;) {
      read += 1;
      yield ledgerOf(1);
    }
  }
  const lines = costCsv(endless(), hours("UTC"), "UTC", LABELS, unwatchedMs, pause);
  for (let line = 0; line < 10; line += 1) await lines.next();
  expect(read).toBeLessThanOrEqual(2);
  await lines.return(undefined);
});
