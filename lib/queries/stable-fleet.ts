import type { Account, Cluster, Fleet, UncheckedFleet } from "@/lib/contract/fleet";
import { clusterReadingShape, clusterShape, uncheckedFleetShape } from "@/lib/contract/shapes/fleet";
import type { Shape } from "@/lib/contract/shapes/shape";
import { createFleetAges, type WrittenAges } from "./ages/fleet-ages";
import type { AnswerSchema } from "./request";

const CLUSTER_FIELDS = clusterShape.fields;

/** The configuration of an account, which does not change between polls. */
export type NamedAccount = Pick<Account, "id" | "label" | "provider" | "providerLabel" | "pollIntervalMs">;

/**
 * The fleet with ages kept apart: the times in `clusters` and `accounts` are from the answer in which they last changed
 * otherwise; the current ones are in `ages`, which is the same object for all answers to one page. So what was read again
 * unchanged is the same object, and a list in which nothing changed is the same list.
 */
export interface StableFleet extends Fleet {
  ages: WrittenAges;
  namedAccounts: NamedAccount[];
}

/** What every poll moves in an account. */
const STAMPS: ReadonlySet<string> = new Set(["lastSuccessAt", "lastAttemptAt", "nextAttemptAt", "readAt"]);
const READ_AT: ReadonlySet<string> = new Set(["observedAt"]);
const NONE: ReadonlySet<string> = new Set();

/**
 * Merges a new answer into the last one. Validation is the most expensive part of polling thousands of clusters, so clusters that
 * equal a validated one are not validated again. Throws if one of the others is not a cluster.
 */
export function stableFleet(previous: StableFleet | undefined, next: UncheckedFleet): StableFleet {
  const readings = next.clusters.map((answered) => read(clusterReadingShape, answered));
  const ages = previous?.ages ?? createFleetAges();
  const fleet = previous?.revision === next.revision ? previous : merge(previous, next, { readings, ages });
  // Only now, since an answer that cannot be read must not make what is shown look newer.
  ages.read({ accounts: next.accounts, clusters: readings, totals: next.totals });
  return fleet;
}

interface Merging {
  readings: readonly { id: string }[];
  ages: WrittenAges;
}

function merge(previous: StableFleet | undefined, next: UncheckedFleet, { readings, ages }: Merging): StableFleet {
  const known = byId(previous?.clusters);
  const clusters = next.clusters.map((answered, index) => readCluster(known.get(readings[index]?.id ?? ""), answered));
  return {
    ...next,
    totals: keep(previous?.totals, next.totals),
    accounts: keepEach(previous?.accounts, next.accounts, STAMPS),
    namedAccounts: keepEach(previous?.namedAccounts, next.accounts.map(namedAccountOf)),
    clusters: keepList(previous?.clusters, clusters),
    ages,
  };
}

/** Reads the answers to one page, merging each into the one before. */
export function createFleetReader(): AnswerSchema<StableFleet> {
  let latest: StableFleet | undefined;
  return {
    safeParse(value) {
      const answer = uncheckedFleetShape.safeParse(value);
      if (!answer.success) return answer;
      try {
        latest = stableFleet(latest, answer.data);
        return { success: true, data: latest };
      } catch {
        return { success: false };
      }
    },
  };
}

function readCluster(known: Cluster | undefined, answered: unknown): Cluster {
  const isKnown = known !== undefined && isUnchanged(known, answered, READ_AT) && !hasMore(known, answered);
  return isKnown ? known : read(clusterShape, answered);
}

function read<T>(shape: Shape<T>, answered: unknown): T {
  const parsed = shape.safeParse(answered);
  if (!parsed.success) throw new TypeError("The answer holds something that is not a cluster.");
  return parsed.data;
}

/** Whether an answer has an optional field that the validated cluster lacks. */
function hasMore(known: Cluster, answered: unknown): boolean {
  return isObject(answered) && CLUSTER_FIELDS.some((field) => field in answered && !(field in known));
}

function namedAccountOf({ id, label, provider, providerLabel, pollIntervalMs }: Account): NamedAccount {
  return { id, label, provider, providerLabel, pollIntervalMs };
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
