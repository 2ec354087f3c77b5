import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { Hints } from "./hints";
import type { Leases } from "./leases";

/** One of the servers that share a database. */
export interface ServerEntry {
  id: string;
  /** The name of its machine or pod. */
  name: string;
  version: string;
  build: string | null;
  startedAt: EpochMs;
  seenAt: EpochMs;
  /** How far its clock is ahead of the database's. */
  clockAheadMs: number;
  /** Whether hints reach it: not through a pooler that changes connections between transactions. */
  hearsHints: boolean;
  /** The leases that it holds. */
  leases: readonly string[];
  isThis: boolean;
}

/** How the servers that share a database divide what only one of them must do, and learn of one another. */
export interface Coordination {
  leases: Leases;
  hints: Hints;
  /** Whether there can be other servers. */
  isShared: boolean;
  /** The time now: this machine's, kept within half a second of the database's, so that all servers agree. */
  now(): EpochMs;
  /** As last read, oldest first; `null` where there can be only this one. */
  servers(): readonly ServerEntry[] | null;
  /** Hands over what this server holds. */
  stop(): Promise<void>;
}
