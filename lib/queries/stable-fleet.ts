import type { Account, Cluster, Fleet, UncheckedFleet } from "@/lib/contract/fleet";
import { clusterReadingShape, clusterShape } from "@/lib/contract/shapes/fleet";
import type { Shape } from "@/lib/contract/shapes/shape";
import { createFleetAges, type WrittenAges } from "./ages/fleet-ages";

/** What makes a cluster another one: whatever the contract knows of it, but for when it was read. */
const COMPARED_FIELDS = clusterShape.fields.filter((field) => field !== "observedAt");

/** The configuration of an account, which does not change between polls. */
export interface NamedAccount extends Pick<Account, "id" | "label" | "provider" | "providerLabel" | "pollIntervalMs"> {
  /** Who has it not read for now, and since when, which guests are not told; `null` if nobody has. */
  paused: { by: string | null; at: string | null } | null;
}

/**
 * The fleet with ages kept apart: the times in `clusters` and `accounts` are from the answer in which they last changed
 * otherwise; the current ones are in `ages`, which is the same object for all answers to one page. So what was read again
 * unchanged is the same object, and a list in which nothing changed is the same list.
 */
export interface StableFleet extends Fleet {
  ages: WrittenAges;
  namedAccounts: NamedAccount[];
}

export type ClusterReading = Pick<Cluster, "id" | "accountId" | "observedAt">;

/** What every poll moves in an account. */
const STAMPS: ReadonlySet<string> = new Set(["lastSuccessAt", "lastAttemptAt", "nextAttemptAt", "readAt"]);
const NONE: ReadonlySet<string> = new Set();

/**
 * Merges a new answer into the last one. Validation is the most expensive part of polling thousands of clusters, so clusters that
 * equal a validated one are not validated again. Throws if one of the others is not a cluster.
 */
export function stableFleet(previous: StableFleet | undefined, next: UncheckedFleet): StableFleet {
  const readings = readingsOf(next);
  if (previous?.revision === next.revision) return withAges(previous, next, readings);
  const known = byId(previous?.clusters);
  const clusters = next.clusters.map((answered, index) => readCluster(known.get(readings[index]?.id ?? ""), answered));
  return withAges(mergedFleet(previous, { ...next, clusters }), next, readings);
}

/** What an answer says of every cluster anew. Throws if one of them is not a cluster. */
export function readingsOf({ clusters }: UncheckedFleet): ClusterReading[] {
  return clusters.map((answered) => read(clusterReadingShape, answered));
}

/** An answer whose clusters have been merged already, with the rest of it. */
export function mergedFleet(previous: StableFleet | undefined, next: Fleet): StableFleet {
  return {
    ...next,
    totals: keep(previous?.totals, next.totals),
    accounts: keepEach(previous?.accounts, next.accounts, STAMPS),
    namedAccounts: keepEach(previous?.namedAccounts, next.accounts.map(namedAccountOf)),
    clusters: keepList(previous?.clusters, next.clusters),
    ages: previous?.ages ?? createFleetAges(),
  };
}

/** Called last, since an answer that cannot be read must not make what is shown look newer. */
export function withAges(
  fleet: StableFleet,
  { accounts, totals }: Pick<Fleet, "accounts" | "totals">,
  readings: readonly ClusterReading[],
): StableFleet {
  fleet.ages.read({ accounts, clusters: readings, totals });
  return fleet;
}

function readCluster(known: Cluster | undefined, answered: unknown): Cluster {
  return known !== undefined && isObject(answered) && isSameCluster(known, answered)
    ? known
    : read(clusterShape, answered);
}

function read<T>(shape: Shape<T>, answered: unknown): T {
  const parsed = shape.safeParse(answered);
  if (!parsed.success) throw new TypeError("The answer holds something that is not a cluster.");
  return parsed.data;
}

/** A field that one has and the other lacks is `undefined` there, which nothing in an answer is. */
function isSameCluster(known: Cluster, answered: Record<string, unknown>): boolean {
  return COMPARED_FIELDS.every((field) => isUnchanged(Reflect.get(known, field), answered[field], NONE));
}

function namedAccountOf({ id, label, provider, providerLabel, pollIntervalMs, ...more }: Account): NamedAccount {
  const paused = more.state === "paused" ? { by: more.pausedBy ?? null, at: more.pausedAt ?? null } : null;
  return { id, label, provider, providerLabel, pollIntervalMs, paused };
}

function byId<T extends { id: string }>(items: readonly T[] = []): Map<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}

function keepEach<T extends { id: string }>(previous: T[] | undefined, next: readonly T[], except = NONE): T[] {
  const known = byId(previous);
  return keepList(
    previous,
    next.map((item) => keep(known.get(item.id), item, except)),
  );
}

function keepList<T>(previous: T[] | undefined, next: T[]): T[] {
  const isSame = previous?.length === next.length && next.every((item, index) => item === previous[index]);
  return isSame ? previous : next;
}

function keep<T>(previous: T | undefined, next: T, except = NONE): T {
  return previous !== undefined && isUnchanged(previous, next, except) ? previous : next;
}

/**
 * Whether an answer equals a validated value, ignoring these keys. Keys that only the answer has do not count: no shape
 * knows them, so validation would strip them.
 */
function isUnchanged(checked: unknown, answered: unknown, except: ReadonlySet<string>): boolean {
  if (checked === answered) return true;
  if (Array.isArray(checked)) {
    if (!Array.isArray(answered) || checked.length !== answered.length) return false;
    return checked.every((item, index) => isUnchanged(item, answered[index], except));
  }
  if (!isObject(checked) || !isObject(answered)) return false;
  for (const key in checked) {
    if (!except.has(key) && !isUnchanged(checked[key], answered[key], except)) return false;
  }
  return true;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
