import type { AccountBilling } from "../../cluster/account-billing";
import type { AccountState, ClusterReading } from "../../cluster/cluster";
import type { UsdMicros, UsdMicrosPerHour } from "../../money/cost";
import type { EpochMs } from "../../time/epoch";
import type { FactsByRule } from "../condition";

/** An account as its last poll left it. */
export interface WatchedAccount {
  id: string;
  state: AccountState;
  problem: { code: string; detail: string; since: EpochMs } | null;
  pollIntervalMs: number;
  lastSuccessAt: EpochMs | null;
  lastAttemptAt: EpochMs | null;
  billing: AccountBilling | null;
  clusters: readonly WatchedCluster[];
  /** Those that it no longer has, for as long as they are remembered. */
  gone: readonly GoneCluster[];
}

export interface WatchedCluster {
  id: string;
  reading: ClusterReading;
  /**
   * How much of it has been read since the start: of the rest, there is only what the history keeps, which is less than an alert may be
   * about.
   */
  read: "nothing" | "list" | "all";
  /** Whether it has more limits than were read: some providers are asked for them one cluster after the other. */
  mayHaveLimits: boolean;
  observedAt: EpochMs;
  statusSince: EpochMs;
  /** When it was first seen here; `null` if it was there from the beginning. */
  appearedAt: EpochMs | null;
  /** How long clusters of this size usually take to start there: the 90th percentile; `null` if too few are known. */
  usualStartMs: number | null;
  /** The latest change of its rate while its status and its size stayed the same; `null` if there was none. */
  rateChange: { at: EpochMs; from: UsdMicrosPerHour; to: UsdMicrosPerHour } | null;
}

export interface GoneCluster {
  id: string;
  /** What its last reading said of its end. */
  lastSaid: Pick<ClusterReading, "status" | "limits">;
  lastSeenAt: EpochMs;
  goneAt: EpochMs;
}

export interface WatchedBudget {
  id: string;
  /** `null` if it is not one account's. */
  accountId: string | null;
  limit: UsdMicros;
  spent: UsdMicros;
  /** What the month will come to; `null` if unknown. */
  forecast: UsdMicros | null;
  /** When these were computed. */
  asOf: EpochMs;
}

/** The parts of Clusterdeck that can fail by themselves. */
export interface WatchedServer {
  history: { detail: string; since: EpochMs } | null;
  channels: readonly { id: string; failing: FactsByRule["channel-failing"] | null }[];
}
