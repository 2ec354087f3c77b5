import "server-only";
import type { ClusterReading, NodeReading, Region } from "@/lib/domain/cluster/cluster";
import { clusterIdOf } from "@/lib/domain/cluster/identity";
import { ADDRESS_PREFIX } from "@/lib/domain/cluster/shared/shared-machines";
import { type Rate, UNKNOWN_RATE } from "@/lib/domain/money/rate";
import { isInScope } from "@/lib/domain/people/share-link";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { AccountSnapshot, TrackedCluster } from "../../poller/account-snapshot";
import type { StoredLink } from "../links/stored-link";
import { aliasOf } from "./alias";
import { type ClusterNumbers, guestNameOf } from "./guest-name";
import { mentions } from "./mentions";
import { type RoundedTime, roundedTime } from "./rounded-time";

/** What stands for every provider of a link that hides them. */
const HIDDEN_PROVIDER = { id: "hidden", label: "the provider" };

interface GuestContext {
  terms: GuestTerms;
  numbers: ClusterNumbers;
  time: RoundedTime;
  provider: AccountSnapshot["provider"];
}

type Harmless = (text: string | null) => string | null;

/** What an account is called then: numbered, if there are several. */
export const HIDDEN_ACCOUNT_LABEL = "Account";

export type GuestTerms = Pick<StoredLink, "aliasKey" | "scope" | "show">;

/** The part of an account that a link shows; `null` if there is none. */
export function scopedSnapshot(
  snapshot: AccountSnapshot,
  { scope }: Pick<GuestTerms, "scope">,
): AccountSnapshot | null {
  const isShown = (providerClusterId: string) =>
    isInScope(scope, snapshot.id, clusterIdOf(snapshot.id, providerClusterId));
  const only = (clusters: AccountSnapshot["clusters"]) => new Map([...clusters].filter(([id]) => isShown(id)));
  const [clusters, gone] = [only(snapshot.clusters), only(snapshot.gone)];
  if (clusters.size === 0 && gone.size === 0 && !scope.accountIds.includes(snapshot.id)) return null;
  return { ...snapshot, clusters, gone };
}

/**
 * What guests may know about an account, in the same shape as our own snapshot, so that nothing made from it (answers,
 * totals, the preview picture) can say more. Built field by field: a field that is not named here stays behind. Order
 * and times are specific to the link; otherwise two links would reveal which of their aliases mean the same cluster.
 */
export function guestSnapshot(scoped: AccountSnapshot, terms: GuestTerms, numbers: ClusterNumbers): AccountSnapshot {
  const { id, provider, state, pollIntervalMs, lastSuccessAt, lastAttemptAt, nextAttemptAt } = scoped;
  const time = roundedTime(terms.aliasKey);
  const known = (clusters: AccountSnapshot["clusters"]) =>
    new Map(
      [...clusters.values()]
        .map((tracked): [string, TrackedCluster] => {
          const clusterId = clusterIdOf(id, tracked.reading.providerClusterId);
          const guest = guestCluster(tracked, clusterId, { terms, numbers, time, provider });
          return [guest.reading.providerClusterId, guest];
        })
        .toSorted(([one], [other]) => (one < other ? -1 : 1)),
    );
  return {
    id: aliasOf(terms.aliasKey, "account", id),
    provider: terms.show.provider ? { id: provider.id, label: provider.label } : HIDDEN_PROVIDER,
    // Its own label may be the name of an account.
    label: terms.show.provider ? provider.label : HIDDEN_ACCOUNT_LABEL,
    canCreate: false,
    state,
    // Who paused it is nobody's business outside.
    paused: null,
    pollIntervalMs,
    lastSuccessAt: nullable(time.reading, lastSuccessAt),
    lastAttemptAt: nullable(time.reading, lastAttemptAt),
    nextAttemptAt: nullable(time.reading, nextAttemptAt),
    // A problem's code and sentence are about the account's key. `state` already says that it is failing.
    problem: null,
    warnings: [],
    billing: null,
    clusters: known(scoped.clusters),
    gone: known(scoped.gone),
  };
}

function guestCluster(
  { reading, observedAt, statusSince, statusMayBeOlder }: TrackedCluster,
  clusterId: string,
  { terms, numbers, time, provider }: GuestContext,
): TrackedCluster {
  const { cloud, region } = reading;
  const hidden = [
    ...(terms.show.provider ? [] : [provider.id, provider.label, cloud ?? ""]),
    ...(terms.show.region || region === null ? [] : [region.id, region.label]),
  ];
  /** `null` for a text that would give away what the link hides. */
  const harmless = (text: string | null) => (text === null || mentions(text, hidden) ? null : text);
  const name = harmless(reading.name);
  const at = (moment: EpochMs) => time.event(moment, observedAt);
  const guest: ClusterReading = {
    providerClusterId: aliasOf(terms.aliasKey, "cluster", clusterId),
    name: guestNameOf({ clusterId, name }, terms, numbers),
    status: reading.status,
    providerStatus: null,
    statusDetail: null,
    health: reading.health,
    healthReasons: [],
    cloud: null,
    region: guestRegion(region, terms, harmless),
    gpuModel: harmless(reading.gpuModel),
    gpuCount: reading.gpuCount,
    nodes: guestNodes(reading.nodes, clusterId, terms, { at, harmless }),
    rate: guestRate(reading.rate, terms),
    createdAt: nullable(at, reading.createdAt),
    activeAt: nullable(at, reading.activeAt),
    terminatedAt: nullable(at, reading.terminatedAt),
    statusSince: nullable(at, reading.statusSince),
    facts: [],
    tags: [],
    deployments: [],
    limits: [],
    metrics: [],
    alerts: [],
    connectionDetails: null,
    onDemand: [],
    depth: reading.depth,
    ...guestMachines(reading, terms),
    ...(reading.seenAs && { seenAs: reading.seenAs }),
  };
  return {
    reading: guest,
    observedAt: time.reading(observedAt),
    statusSince: at(statusSince),
    statusMayBeOlder,
    missed: null,
    details: null,
  };
}

/** Numbered from the oldest, so that a new node gets the next number. */
function guestNodes(
  nodes: NodeReading[] | null,
  clusterId: string,
  terms: GuestTerms,
  { at, harmless }: { at: (moment: EpochMs) => EpochMs; harmless: Harmless },
): NodeReading[] | null {
  if (nodes === null) return null;
  const oldestFirst = nodes.toSorted(
    (one, other) => (one.createdAt ?? 0) - (other.createdAt ?? 0) || (one.id < other.id ? -1 : 1),
  );
  return oldestFirst.map((node, index) => ({
    id: aliasOf(terms.aliasKey, "node", `${clusterId}\n${node.id}`),
    name: `Node ${index + 1}`,
    role: node.role,
    status: node.status,
    providerStatus: null,
    health: node.health,
    healthReasons: [],
    gpuModel: harmless(node.gpuModel),
    gpuCount: node.gpuCount,
    rate: guestRate(node.rate, terms),
    install: null,
    createdAt: nullable(at, node.createdAt),
    readyAt: nullable(at, node.readyAt),
    ...guestMachines(node, terms),
  }));
}

/** Enough to count a machine once that two of the link's accounts have. */
function guestMachines({ machineIds }: Pick<NodeReading, "machineIds">, { aliasKey }: GuestTerms) {
  const guestId = (id: string) =>
    `${id.startsWith(ADDRESS_PREFIX) ? ADDRESS_PREFIX : ""}${aliasOf(aliasKey, "machine", id)}`;
  return machineIds && { machineIds: machineIds.map(guestId) };
}

/** The id is the provider's own. */
function guestRegion(region: Region | null, { show }: GuestTerms, harmless: Harmless): Region | null {
  if (region === null || !show.region) return null;
  if (show.provider) return { id: region.id, label: region.label };
  const label = harmless(region.label);
  return label === null ? null : { id: label, label };
}

function guestRate({ usdMicrosPerHour, source, billing }: Rate, { show }: GuestTerms): Rate {
  if (!show.costs) return UNKNOWN_RATE;
  // Only some providers leave it to us to sum up what nodes cost.
  const told = show.provider || source === "none" ? source : "reported";
  return { usdMicrosPerHour, source: told, billing, note: null };
}

function nullable(round: (at: EpochMs) => EpochMs, at: EpochMs | null): EpochMs | null {
  return at === null ? null : round(at);
}
