import "server-only";
import type { PollRun } from "@/lib/domain/time/poll-run";
import type { ClusterRecord } from "./cluster-change";
import type { KnownCluster, OpenNode } from "./known-clusters";
import type { NodeStep } from "./node-steps";
import type { KeyedChange } from "./write-changes";

type KnownClusters = ReadonlyMap<string, KnownCluster>;

/**
 * What the store knows about an account's clusters, as it was after this process wrote the account's latest poll. Reading it again for
 * every poll of a large account would take longer than everything else about the poll.
 */
export interface KnownCache {
  /** To be called before a poll is written: in another term, other servers may have written since. */
  enter(accountId: string, epoch: number): void;
  /** `null` if somebody else has written since, or if the poll names a cluster that would have to be looked up. */
  find(accountId: string, latest: PollRun | null, named: readonly string[]): KnownClusters | null;
  set(accountId: string, lastAt: number, known: KnownClusters): void;
  /** To be called when what is cached may not be what is stored. */
  forget(accountId: string): void;
}

export function createKnownCache(): KnownCache {
  const epochs = new Map<string, number>();
  const byAccount = new Map<string, { lastAt: number; known: KnownClusters }>();
  return {
    enter(accountId, epoch) {
      if (epochs.get(accountId) !== epoch) byAccount.delete(accountId);
      epochs.set(accountId, epoch);
    },
    find(accountId, latest, named) {
      const cached = byAccount.get(accountId);
      if (cached === undefined || cached.lastAt !== latest?.lastAt) return null;
      return named.every((id) => cached.known.has(id)) ? cached.known : null;
    },
    set: (accountId, lastAt, known) => byAccount.set(accountId, { lastAt, known }),
    forget: (accountId) => byAccount.delete(accountId),
  };
}

/** What the store knows once these changes are written: what reading it again would give. */
export function knownAfter(known: KnownClusters, changes: readonly KeyedChange[]): KnownClusters {
  const after = new Map<string, KnownCluster>();
  for (const change of changes) {
    const cluster = clusterAfter(known.get(change.providerClusterId) ?? null, change);
    if (cluster !== null) after.set(change.providerClusterId, cluster);
  }
  return after;
}

function clusterAfter(known: KnownCluster | null, change: KeyedChange): KnownCluster | null {
  const { key, record, closed, opened, costStep, nodes, reading } = change;
  if (record === null && opened === null && closed === null && nodes.length === 0 && reading === null) return known;
  const described = record === null ? known : descriptionOf(record);
  if (described === null) return null;
  const { description, absence, goneAt } = described;
  return {
    ...{ key, description, absence, goneAt },
    open: opened ?? (closed === null ? (known?.open ?? null) : null),
    lastStep: costStep ?? known?.lastStep ?? null,
    openNodes: nodes.length === 0 && known !== null ? known.openNodes : nodesAfter(known, nodes),
    readingDigest: reading?.digest ?? known?.readingDigest ?? null,
  };
}

function descriptionOf({ absence, goneAt, ...description }: ClusterRecord) {
  return { description, absence, goneAt };
}

function nodesAfter(known: KnownCluster | null, steps: readonly NodeStep[]): Map<string, OpenNode> {
  const openNodes = new Map(known?.openNodes);
  for (const { nodeId, name, opened } of steps) {
    if (opened === null) openNodes.delete(nodeId);
    else openNodes.set(nodeId, { name, row: opened });
  }
  return openNodes;
}
