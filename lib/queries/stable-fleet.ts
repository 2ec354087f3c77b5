import {
  type Account,
  type Cluster,
  clusterReadingSchema,
  clusterSchema,
  type Fleet,
  type UncheckedFleet,
  uncheckedFleetSchema,
} from "@/lib/contract/fleet";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { AnswerSchema } from "./request";

const CLUSTER_FIELDS = Object.keys(clusterSchema.shape);

/** The configuration of an account, which does not change between polls. */
export type NamedAccount = Pick<Account, "id" | "label" | "provider" | "providerLabel" | "pollIntervalMs">;

/**
 * The fleet with ages kept apart from clusters: `clusters[n].observedAt` is from the answer in which the cluster last
 * changed otherwise; the current value is in `observedAt`. So a cluster that was read again unchanged is the same object, and
 * a list in which nothing changed is the same list.
 */
export interface StableFleet extends Fleet {
  observedAt: ReadonlyMap<string, EpochMs>;
  namedAccounts: NamedAccount[];
}

/**
 * Merges a new answer into the last one. Validation is the most expensive part of polling thousands of clusters, so clusters that
 * equal a validated one are not validated again. Throws if one of the others is not a cluster.
 */
export function stableFleet(previous: StableFleet | undefined, next: UncheckedFleet): StableFleet {
  if (previous?.revision === next.revision) return previous;
  const known = byId(previous?.clusters);
  const observedAt = new Map<string, EpochMs>();
  const clusters = next.clusters.map((answered) => {
    const reading = clusterReadingSchema.parse(answered);
    observedAt.set(reading.id, Date.parse(reading.observedAt));
    return readCluster(known.get(reading.id), answered);
  });
  return {
    ...next,
    totals: keep(previous?.totals, next.totals),
    accounts: keepEach(previous?.accounts, next.accounts),
    namedAccounts: keepEach(previous?.namedAccounts, next.accounts.map(namedAccountOf)),
    clusters: keepList(previous?.clusters, clusters),
    observedAt,
  };
}

/** Reads the answers to one page, merging each into the one before. */
export function createFleetReader(): AnswerSchema<StableFleet> {
  let latest: StableFleet | undefined;
  return {
    safeParse(value) {
      const answer = uncheckedFleetSchema.safeParse(value);
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
  const isKnown = known !== undefined && isUnchanged(known, answered, "observedAt") && !hasMore(known, answered);
  return isKnown ? known : clusterSchema.parse(answered);
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

function keepEach<T extends { id: string }>(previous: T[] | undefined, next: readonly T[]): T[] {
  const known = byId(previous);
  return keepList(
    previous,
    next.map((item) => keep(known.get(item.id), item)),
  );
}

function keepList<T>(previous: T[] | undefined, next: T[]): T[] {
  const isSame = previous?.length === next.length && next.every((item, index) => item === previous[index]);
  return isSame ? previous : next;
}

function keep<T>(previous: T | undefined, next: T): T {
  return previous !== undefined && isUnchanged(previous, next) ? previous : next;
}

/**
 * Whether an answer equals a validated value, ignoring one top-level key. Keys that only the answer has do not count:
 * no schema knows them, so validation would strip them.
 */
function isUnchanged(checked: unknown, answered: unknown, except?: keyof Cluster): boolean {
  if (checked === answered) return true;
  if (Array.isArray(checked)) {
    if (!Array.isArray(answered) || checked.length !== answered.length) return false;
    return checked.every((item, index) => isUnchanged(item, answered[index]));
  }
  if (!isObject(checked) || !isObject(answered)) return false;
  for (const key in checked) {
    if (key !== except && !isUnchanged(checked[key], answered[key])) return false;
  }
  return true;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
