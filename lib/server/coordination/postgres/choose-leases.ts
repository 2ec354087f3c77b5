import "server-only";
import { createHash } from "node:crypto";
import { compareVersions } from "@/lib/domain/text/compare-versions";
import type { LeaseRow, ServerRow } from "./lease-rows";
import type { Timing } from "./timing";

/** A few at a time, so that accounts do not all change hands at once. */
const MAX_MOVED = 3;

type LiveServer = Pick<ServerRow, "id" | "version" | "runningMs">;

interface View {
  /** The id of this server. */
  self: string;
  /** Those that were seen lately enough, this one among them. */
  live: readonly LiveServer[];
  leases: readonly LeaseRow[];
  isWanted: (lease: string) => boolean;
  isHeld: (lease: string) => boolean;
  /** Whether this server ended that term to hand the lease over: the row may yet be freed, or have been since it was read. */
  wasGivenUp: (row: LeaseRow) => boolean;
  /** Whether this server has handed it over already since the servers are these, and nobody wanted it. */
  wasOffered: (lease: string) => boolean;
  /** Whether the servers have been the same for long enough to move leases between them. */
  isSettled: boolean;
}

export interface Choice {
  take: readonly string[];
  handOver: readonly string[];
  /** In how long there may be more to take. */
  nextInMs: number;
}

/** What this server is to take and to hand over, by what it sees of all servers and leases. */
export function chooseLeases(view: View, timing: Timing): Choice {
  const { live, leases, isWanted, isHeld, wasGivenUp } = view;
  const newest = newestOf(live);
  const take: string[] = [];
  let nextInMs = Number.POSITIVE_INFINITY;
  for (const row of leases) {
    const { name, holder, leftMs } = row;
    if (!isWanted(name) || isHeld(name) || wasGivenUp(row)) continue;
    const waitMs = holder === view.self ? 0 : leftMs + headStartMs(name, view.self, newest, timing);
    if (waitMs <= 0) take.push(name);
    else nextInMs = Math.min(nextInMs, waitMs);
  }
  return { take, handOver: leasesToHandOver(view, newest, timing), nextInMs };
}

function headStartMs(lease: string, self: string, newest: readonly LiveServer[], timing: Timing): number {
  if (newest.every(({ id }) => id !== self)) return timing.newerHeadStartMs;
  return preferredFor(lease, newest) === self ? 0 : timing.headStartMs;
}

function leasesToHandOver(
  { self, leases, isHeld, wasOffered, isSettled }: View,
  newest: readonly LiveServer[],
  timing: Timing,
) {
  const offerable = leases.map(({ name }) => name).filter((name) => isHeld(name) && !wasOffered(name));
  const isNewest = newest.some(({ id }) => id === self);
  if (!isNewest) return newest.some(({ runningMs }) => runningMs >= timing.newerWaitsMs) ? offerable : [];
  return isSettled ? offerable.filter((name) => preferredFor(name, newest) !== self).slice(0, MAX_MOVED) : [];
}

function newestOf(live: readonly LiveServer[]): readonly LiveServer[] {
  return live.filter(({ version }) => live.every((other) => compareVersions(version, other.version) >= 0));
}

/**
 * Rendezvous hashing: each server has a weight for each lease, and the heaviest is to have it. When a server comes or goes, only
 * its own leases move.
 */
export function preferredFor(lease: string, servers: readonly Pick<LiveServer, "id">[]): string | null {
  let preferred: { id: string; weight: string } | null = null;
  for (const { id } of servers) {
    const weight = createHash("sha256").update(`${id} ${lease}`).digest("hex");
    if (preferred === null || weight > preferred.weight) preferred = { id, weight };
  }
  return preferred?.id ?? null;
}
