import type { UsdMicros } from "../money/cost";
import type { Rate } from "../money/rate";
import type { EpochMs } from "../time/epoch";
import type { MetricAlert, MetricValue } from "./metrics";

export const ACCOUNT_STATES = ["starting", "ok", "limited", "failing", "paused"] as const;
/** How reading an account goes. `paused`: a person has it not read for now, so its readings only grow older. */
export type AccountState = (typeof ACCOUNT_STATES)[number];

export const CLUSTER_STATUSES = [
  "provisioning",
  "running",
  "degraded",
  "stopping",
  "stopped",
  "terminating",
  "terminated",
  "error",
  "unknown",
] as const;
/** Where a cluster or node is in its life. */
export type ClusterStatus = (typeof CLUSTER_STATUSES)[number];

export const HEALTHS = ["healthy", "degraded", "unhealthy", "unknown"] as const;
/** Whether a cluster or node can be used. */
export type Health = (typeof HEALTHS)[number];

export interface Region {
  id: string;
  label: string;
}

/** One thing a provider says about a cluster or a node. The label includes the unit, if any: "Memory (GB)". */
export interface Fact {
  label: string;
  /** For everybody who is signed in; `null` if only operators may read it. */
  value: string | null;
  /** The full value, for operators only. Left out if `value` is complete; never stored. */
  operatorValue?: string;
  /** The heading it belongs under: "Launch configuration". Left out for general facts about the cluster. */
  group?: string;
}

/** A model that runs on a cluster. */
export interface Deployment {
  id: string;
  name: string;
  status: ClusterStatus;
  providerStatus: string | null;
  replicas: { ready: number; desired: number };
  /** What is not ready, in words: "1 waiting for machines"; `null` if there is nothing to say. */
  detail: string | null;
  /** What it serves: "llama-v3p3-70b-instruct". */
  baseModel: string | null;
  gpuModel: string | null;
  gpusPerReplica: number | null;
  region: string | null;
}

/** What the provider will do on its own, and when: at a certain time, or once a certain amount has been spent. */
export interface Limit {
  action: "delete" | "alert";
  at: EpochMs | null;
  spendUsdMicros: UsdMicros | null;
  /** The spend so far according to the provider; `null` if it does not say. */
  spentUsdMicros: UsdMicros | null;
  /** The name of the node it applies to; `null` if it applies to the whole cluster. */
  node: string | null;
}

/** The hardware of each node of a cluster. `null` means unknown. */
export interface NodeShape {
  gpuModel: string | null;
  gpusPerNode: number | null;
  /** How its GPUs are connected: "sxm5", "pcie". */
  interconnect: string | null;
  nvlink: boolean | null;
  vramPerGpuGb: number | null;
  memoryGb: number | null;
  storageGb: number | null;
}

/** What can be requested from a provider for a single cluster. */
export const ON_DEMAND = ["connection-details", "metrics", "logs", "events", "offers"] as const;
export type OnDemand = (typeof ON_DEMAND)[number];

export interface Install {
  status: string;
  /** 0 to 100; `null` if the provider does not report it. */
  progressPercent: number | null;
  failure: string | null;
  /** The remaining time by our own estimate: "about 4 min left, usually 5–9 min". */
  estimate?: string;
}

/** What one poll said about one node. Unknown values are `null`. */
export interface NodeReading {
  id: string;
  name: string;
  role: "control" | "worker" | null;
  status: ClusterStatus;
  providerStatus: string | null;
  health: Health;
  healthReasons: string[];
  gpuModel: string | null;
  gpuCount: number | null;
  rate: Rate;
  install: Install | null;
  createdAt: EpochMs | null;
  readyAt: EpochMs | null;
  /** What other accounts may know the same machine by: see `machineIds` of a cluster. Never leaves the server. */
  machineIds?: string[];
  /** Since when our own tries get no answer, how many there were, and whether it had answered before. Left out if it answers; never stored. */
  unanswered?: { since: EpochMs; tries: number; hadAnswered: boolean };
  /** What is true of this node but not of every node of its cluster. Left out if there is nothing to say. */
  facts?: Fact[];
}

/** Where to log in by ssh, already validated: see `parseSshEndpoint`. */
export interface SshEndpoint {
  nodeId: string;
  label: string;
  host: string;
  port: number;
  user: string;
  /** What the provider says about this login: "role head", "connected". Left out if it says nothing. */
  note?: string;
  /** It leads to a relay of the provider's, which answers whether or not the node does. Left out if it leads to the node. */
  isRelay?: true;
  /** It carries a shell and nothing else: no files and no tunnels. Left out if it carries all that ssh does. */
  isShellOnly?: true;
}

export interface ForwardedPort {
  label: string;
  /** The node it leads to; left out if the provider does not say. */
  nodeId?: string;
  internalPort: number;
  externalPort: number;
  protocol: "tcp" | "udp";
  /** http or https only. */
  url: string | null;
  /** The provider's own word for its state: "active". Left out if it says nothing. */
  status?: string;
}

export interface ServiceLink {
  label: string;
  /** http or https only. */
  url: string;
}

export interface KubernetesConnection {
  endpoint: string;
  /** Base64 of the cluster's CA certificate. */
  caData: string;
  /** The exact command that fetches credentials. */
  command: string;
}

/** Everything needed to connect to a cluster. Shown on demand to people who may log in; never part of the fleet answer. */
export interface ConnectionDetails {
  ssh: SshEndpoint[];
  ports: ForwardedPort[];
  links: ServiceLink[];
  kubernetes: KubernetesConnection | null;
  /** What is not offered, and why: sentences for the sheet. */
  notes?: string[];
}

/** What one poll said about one cluster. Unknown values are `null`. */
export interface ClusterReading {
  /** The provider's own id, unique within an account. */
  providerClusterId: string;
  name: string;
  status: ClusterStatus;
  /** The provider's own status, unchanged. */
  providerStatus: string | null;
  statusDetail: string | null;
  health: Health;
  healthReasons: string[];
  /** The company that owns the machines, if the provider is a broker. */
  cloud: string | null;
  region: Region | null;
  gpuModel: string | null;
  gpuCount: number | null;
  /** `null` if this answer does not say which nodes there are; an empty list if there are none. */
  nodes: NodeReading[] | null;
  rate: Rate;
  createdAt: EpochMs | null;
  activeAt: EpochMs | null;
  terminatedAt: EpochMs | null;
  /** When the current status began, according to the provider. */
  statusSince: EpochMs | null;
  /**
   * The latest moment at which the current status can have begun, since the provider has changed nothing that decides
   * it after that. Left out if the provider does not say.
   */
  statusBeganBy?: EpochMs;
  facts: Fact[];
  /** Tags set by its owner. */
  tags: string[];
  deployments: Deployment[];
  limits: Limit[];
  /** Its performance at the moment of the reading, if the provider includes it. */
  metrics: MetricValue[];
  /** When these were measured, by the provider's own clock; left out if it does not say. */
  metricsAt?: EpochMs;
  alerts: MetricAlert[];
  connectionDetails: ConnectionDetails | null;
  /** Left out if its nodes differ, or the provider does not describe them. */
  shape?: NodeShape;
  /**
   * What other accounts may know the same machine by: a provider and its own id, "runpod:abc", or a public address,
   * "ip:203.0.113.7". Left out where nodes say it, or nothing is known. Never leaves the server.
   */
  machineIds?: string[];
  /**
   * How the account knows the machines, unless it is the provider's own to which they belong and which bills them: it
   * resells those of others, somebody linked another account to it, or they are nodes that somebody else bills.
   */
  seenAs?: "reseller" | "linked-account" | "orchestrator";
  /** What can be requested from the provider in addition to this reading. */
  onDemand: OnDemand[];
  /** `summary`: this comes from a list, and `readDetails` returns more. */
  depth: "summary" | "complete";
}
