import "server-only";
import type { Generated, Kysely } from "kysely";
import type { ClusterStatus, Health } from "@/lib/domain/cluster/cluster";
import type { Billing, RateSource } from "@/lib/domain/money/rate";

/** The tables. Times are epoch milliseconds; columns are written in snake case, and read here in camel case. */
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
};

export type Database = Kysely<Tables>;

interface AccountTable {
  id: string;
  provider: string;
}

/** A time in which an account was read without a gap. */
interface PollRunTable {
  accountId: string;
  startedAt: number;
  lastAt: number;
  pollIntervalMs: number;
  /** When the latest poll was, on the steady clock of the process that made it. `null` before version 3 of the schema. */
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
  /** Set while the latest polls did not list it; else it was seen by its account's latest poll. */
  lastSeenAt: number | null;
  /** The first complete poll in a row that did not list it. */
  absentSince: number | null;
  absentPolls: number;
  /** `null` while the provider has it. */
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

/** Changes of a cluster's rate with its running total: derived from the ledger, so that sums need not read all of it. */
export interface CostStepTable {
  clusterKey: number;
  at: number;
  errorMs: number;
  usdMicrosPerHour: number | null;
  /** The accrued cost in whole micros, and its rest in 1/3 600 000 micros. */
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
  /** Of `reading`, so that an unchanged reading is recognised without loading it. */
  digest: string;
  /** A `ClusterReading` as JSON, without its connection details. */
  reading: string;
}

/** What a provider itself says a cluster has cost: when it first said so, and last. Never mixed into our own sums. */
interface ProviderFigureTable {
  clusterKey: number;
  firstAt: number;
  firstUsdMicros: number;
  lastAt: number;
  lastUsdMicros: number;
}

/** One thing that was measured of a cluster. In another unit it is another series: numbers in two units make no line. */
interface MetricSeriesTable {
  clusterKey: number;
  /** Counted for each cluster from 0. */
  number: number;
  metric: string;
  label: string;
  unit: string | null;
}

/** What was measured at a moment, or of older moments what it was on average, at least and at most in a stretch of time. */
export interface MetricSampleTable {
  clusterKey: number;
  seriesNumber: number;
  /** How long a stretch it stands for; 0 for a moment. */
  stretchMs: number;
  /** The moment, or the beginning of the stretch. */
  at: number;
  average: number;
  /** Both `null` where they are the average. */
  lowest: number | null;
  highest: number | null;
  /** Of how many moments. */
  moments: number;
}

/** A clock that was set between two polls of an account: see `ClockJump`. */
interface ClockJumpTable {
  accountId: string;
  at: number;
  previousAt: number;
  byMs: number;
}

/** A time that a jump of the clock leaves in doubt, and the most that a cluster may have cost in it. */
interface ClockDoubtTable {
  clusterKey: number;
  fromAt: number;
  untilAt: number;
  usdMicrosPerHour: number;
}

/** A row of the ledger as it was before the clock was set back to before it. Nothing reads it: it is kept for people. */
interface WithdrawnIntervalTable extends LedgerColumns {
  clusterKey: number;
  /** Empty for a row of the cluster itself. */
  nodeId: string;
  /** By the clock as it is since. */
  withdrawnAt: number;
}
