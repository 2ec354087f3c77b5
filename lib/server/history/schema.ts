import "server-only";
import type { Generated, Kysely } from "kysely";
import type { ClusterStatus, Health } from "@/lib/domain/cluster/cluster";
import type { Billing, RateSource } from "@/lib/domain/money/rate";

/** The tables. Times are epoch milliseconds; columns are snake case in the database and camel case here. */
export type Tables = {
  account: AccountTable;
  pollRun: PollRunTable;
  cluster: ClusterTable;
  clusterInterval: ClusterIntervalTable;
  nodeInterval: NodeIntervalTable;
  costStep: CostStepTable;
  lastReading: LastReadingTable;
  providerFigure: ProviderFigureTable;
  metricSeries: MetricSeriesTable;
  metricSample: MetricSampleTable;
  clockJump: ClockJumpTable;
  clockDoubt: ClockDoubtTable;
  withdrawnInterval: WithdrawnIntervalTable;
  costSample: CostSampleTable;
  costSampleState: CostSampleStateTable;
};

export type Database = Kysely<Tables>;

interface AccountTable {
  id: string;
  provider: string;
}

/** A period during which an account was read without a gap. */
interface PollRunTable {
  accountId: string;
  startedAt: number;
  lastAt: number;
  pollIntervalMs: number;
  /**
   * The time of the latest poll by the monotonic clock of the process that made it. `null` before version 3 of the
   * schema.
   */
  steadyProcess: string | null;
  steadyMs: number | null;
}

export interface ClusterTable {
  key: Generated<number>;
  id: string;
  accountId: string;
  providerClusterId: string;
  name: string;
  gpuModel: string | null;
  gpuCount: number | null;
  cloud: string | null;
  regionId: string | null;
  regionLabel: string | null;
  firstSeenAt: number;
  /** Set while the latest polls do not list it; otherwise its account's latest poll saw it. */
  lastSeenAt: number | null;
  /** The first of the consecutive complete polls that did not list it. */
  absentSince: number | null;
  absentPolls: number;
  /** `null` while the provider still has it. */
  goneAt: number | null;
}

interface LedgerColumns {
  startedAt: number;
  endedAt: number | null;
  status: ClusterStatus;
  providerStatus: string | null;
  health: Health;
  billing: Billing;
  usdMicrosPerHour: number | null;
  rateSource: RateSource;
  startErrorMs: number;
  endErrorMs: number;
}

/** The ledger: a cluster's states, appended and closed, never edited. */
export interface ClusterIntervalTable extends LedgerColumns {
  clusterKey: number;
}

/**
 * Changes of a cluster's rate, with its running total: derived from the ledger, so that sums do not have to read all of
 * it.
 */
export interface CostStepTable {
  clusterKey: number;
  at: number;
  errorMs: number;
  usdMicrosPerHour: number | null;
  /** The accrued cost in whole micros, and the remainder in 1/3 600 000 micros. */
  accruedMicros: number;
  accruedRest: number;
  errorMicros: number;
  unpricedMs: number;
}

export interface NodeIntervalTable extends LedgerColumns {
  clusterKey: number;
  nodeId: string;
  nodeName: string;
}

interface LastReadingTable {
  clusterKey: number;
  /** A hash of `reading`, so that an unchanged reading is recognised without loading it. */
  digest: string;
  /** A `ClusterReading` as JSON, without its connection details. */
  reading: string;
}

/**
 * What a cluster has cost according to its provider: the first figure and the latest. Never mixed into our own totals.
 */
interface ProviderFigureTable {
  clusterKey: number;
  firstAt: number;
  firstUsdMicros: number;
  lastAt: number;
  lastUsdMicros: number;
}

/** One metric of a cluster. In another unit it is another series, because values in two units cannot share a line. */
interface MetricSeriesTable {
  clusterKey: number;
  /** Numbered from 0 for each cluster. */
  number: number;
  metric: string;
  label: string;
  unit: string | null;
}

/** The value at a moment or, for older samples, the average, lowest and highest value in a stretch of time. */
export interface MetricSampleTable {
  clusterKey: number;
  seriesNumber: number;
  /** The length of the stretch; 0 for a moment. */
  stretchMs: number;
  /** The moment, or the start of the stretch. */
  at: number;
  average: number;
  /** Both `null` if they equal the average. */
  lowest: number | null;
  highest: number | null;
  /** How many moments the sample combines. */
  moments: number;
}

/** A clock jump between two polls of an account: see `ClockJump`. */
interface ClockJumpTable {
  accountId: string;
  at: number;
  previousAt: number;
  byMs: number;
}

/** A period that a clock jump leaves in doubt, and the highest rate that a cluster may have had in it. */
interface ClockDoubtTable {
  clusterKey: number;
  fromAt: number;
  untilAt: number;
  usdMicrosPerHour: number;
}

/**
 * A row of the ledger that was withdrawn because the clock was set back to before it. No code reads it: it is kept for
 * people to look at.
 */
interface WithdrawnIntervalTable extends LedgerColumns {
  clusterKey: number;
  /** Empty for a row about the cluster itself. */
  nodeId: string;
  /** By the clock after it was set back. */
  withdrawnAt: number;
}

/** What all clusters had cost by a moment, computed before: derived from the ledger, and may be deleted at any time. */
interface CostSampleTable {
  at: number;
  /** JSON: see `stored-samples.ts`. */
  samples: string;
}

/** One row, which tells whether stored samples are still true: see `sample-state.ts`. */
interface CostSampleStateTable {
  /** How often the ledger has changed before `claimedUntil`. */
  changes: number;
  claimedUntil: number;
}
