import type { EpochMs } from "../time/epoch";

/** Something that happened to a cluster, in one line: "node gpu-3 attached". */
export interface ClusterEvent {
  at: EpochMs;
  text: string;
}

/** One line of a cluster's log, already scrubbed. `at` and `level` are `null` where the provider gives none. */
export interface LogLine {
  at: EpochMs | null;
  /** In the provider's spelling: "info", "WARN". */
  level: string | null;
  text: string;
}
