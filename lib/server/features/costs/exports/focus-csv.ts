import "server-only";
import type { ClusterStatus } from "@/lib/domain/cluster/cluster";
import { costOf, createPartRounder, type UsdMicros, type UsdMicrosPerHour, usdDecimal } from "@/lib/domain/money/cost";
import { isoTime } from "@/lib/domain/time/iso-time";
import { calendarUnitAround, type TimeWindow } from "@/lib/domain/time/time-window";
import type { ClusterIntervals, LedgerCluster } from "../../../history/read/read-intervals";
import type { Pause } from "../../../pause";
import type { RowSum } from "./bucket-sums";
import { type CsvField, csvLine, decimalField } from "./csv-line";
import { type ExportLabels, exportSlices, hoursOf, type UnwatchedMs } from "./export-slices";

/** A cluster's time at one price. */
interface TimeAtRate {
  ms: number;
  /** The latest name. */
  status: ClusterStatus;
}

/** The same within one hour, and what it costs. */
interface Charge extends TimeAtRate {
  bucket: TimeWindow;
  rate: UsdMicrosPerHour;
  /** The error of the whole hour, on its first charge. */
  errorUsdMicros: UsdMicros | null;
  /** The same for how long nobody watched. */
  unwatchedMs: number | null;
  amount: UsdMicros;
}

interface FocusRow {
  cluster: LedgerCluster;
  charge: Charge;
  billingPeriod: TimeWindow;
  labels: ExportLabels;
}

/**
 * The columns that FOCUS 1.2 requires, then some that it allows, then our own.
 * https://focus.finops.org/focus-specification/v1-2/
 */
const COLUMNS: Record<string, (row: FocusRow) => CsvField> = {
  BilledCost: billedCost,
  EffectiveCost: billedCost,
  ListCost: billedCost,
  ContractedCost: billedCost,
  BillingAccountId: ({ cluster }) => cluster.accountId,
  BillingAccountName: ({ cluster, labels }) => labels.accountLabel(cluster.accountId),
  BillingCurrency: () => "USD",
  BillingPeriodStart: ({ billingPeriod }) => focusTime(billingPeriod.from),
  BillingPeriodEnd: ({ billingPeriod }) => focusTime(billingPeriod.to),
  ChargePeriodStart: ({ charge }) => focusTime(charge.bucket.from),
  ChargePeriodEnd: ({ charge }) => focusTime(charge.bucket.to),
  ChargeCategory: () => "Usage",
  ChargeClass: () => null,
  ChargeDescription: ({ cluster, charge }) => `${cluster.name} at ${usdDecimal(charge.rate)} USD per hour`,
  PricingQuantity: quantityOf,
  PricingUnit: () => "Hours",
  ProviderName: providerOf,
  PublisherName: providerOf,
  InvoiceIssuerName: providerOf,
  ServiceCategory: () => "Compute",
  ServiceName: () => "GPU cluster",
  ResourceId: ({ cluster }) => cluster.providerClusterId,
  ResourceName: ({ cluster }) => cluster.name,
  RegionId: ({ cluster }) => cluster.regionId,
  RegionName: ({ cluster }) => cluster.regionLabel,
  SkuId: ({ cluster }) => cluster.gpuModel,
  ConsumedQuantity: quantityOf,
  ConsumedUnit: () => "Hours",
  x_GpuModel: ({ cluster }) => cluster.gpuModel,
  x_GpuCount: ({ cluster }) => cluster.gpuCount,
  x_ClusterStatus: ({ charge }) => charge.status,
  x_ErrorUsd: ({ charge }) => (charge.errorUsdMicros === null ? null : decimalField(usdDecimal(charge.errorUsdMicros))),
  x_HostProviderName: ({ cluster }) => cluster.cloud,
  x_UnwatchedHours: ({ charge }) => (charge.unwatchedMs === null ? null : hoursOf(charge.unwatchedMs)),
};

/**
 * A FOCUS 1.2 file: one line for each cluster, hour and rate. Costs may not be empty there, so time without a known price has no
 * line: see the plain CSV for it. It has no byte order mark, because programs read it. A billing period is a calendar month in
 * `billingTimeZone`.
 */
export async function* focusCsv(
  ledger: AsyncIterable<ClusterIntervals>,
  hours: readonly TimeWindow[],
  billingTimeZone: string,
  labels: ExportLabels,
  unwatchedMs: UnwatchedMs,
  pause: Pause,
): AsyncGenerator<string> {
  yield csvLine(Object.keys(COLUMNS));
  for await (const own of ledger) {
    let billingPeriod: TimeWindow = { from: 0, to: 0 };
    for await (const charge of chargesOf(own, hours, unwatchedMs, pause)) {
      if (charge.bucket.from >= billingPeriod.to) {
        billingPeriod = calendarUnitAround(charge.bucket.from, "month", billingTimeZone);
      }
      const row: FocusRow = { cluster: own.cluster, charge, billingPeriod, labels };
      yield csvLine(Object.values(COLUMNS).map((column) => column(row)));
    }
  }
}

/** In the order in which prices appeared. Time without a known price has no charge. */
const TIME_BY_RATE: RowSum<Map<UsdMicrosPerHour, TimeAtRate>> = {
  start: () => new Map(),
  add(byRate, { usdMicrosPerHour: rate, status }, ms) {
    if (rate !== null) byRate.set(rate, { ms: (byRate.get(rate)?.ms ?? 0) + ms, status });
  },
};

/** The amounts of a cluster's charges add up to its rounded total. */
async function* chargesOf(
  own: ClusterIntervals,
  hours: readonly TimeWindow[],
  unwatchedMs: UnwatchedMs,
  pause: Pause,
): AsyncGenerator<Charge> {
  const round = createPartRounder();
  for await (const { bucket, sum: byRate, errorUsdMicros } of exportSlices(own, hours, TIME_BY_RATE, pause)) {
    let ofHour: Pick<Charge, "errorUsdMicros" | "unwatchedMs"> = {
      errorUsdMicros,
      unwatchedMs: unwatchedMs(own.cluster.accountId, bucket),
    };
    for (const [rate, at] of byRate) {
      yield { ...at, bucket, rate, ...ofHour, amount: round(costOf(rate, at.ms)) };
      ofHour = { errorUsdMicros: null, unwatchedMs: null };
    }
  }
}

function billedCost({ charge }: FocusRow): CsvField {
  return decimalField(usdDecimal(charge.amount));
}

function quantityOf({ charge }: FocusRow): number {
  return hoursOf(charge.ms);
}

function providerOf({ cluster, labels }: FocusRow): string {
  return labels.providerLabel(cluster.provider);
}

/** FOCUS requires UTC to the second, such as 2026-11-20T15:00:00Z. */
function focusTime(at: number): string {
  return isoTime(at).replace(/\.\d{3}Z$/, "Z");
}
