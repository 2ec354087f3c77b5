import type { UsdMicros } from "../money/cost";
import type { Rate } from "../money/rate";
import type { EpochMs } from "../time/epoch";
import type { MetricAlert, MetricValue } from "./metrics";

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
/** Whether it can be used. */
export type Health = (typeof HEALTHS)[number];

export interface Region {
  id: string;
  label: string;
}

/** One thing a provider says of a cluster. The label carries the unit where there is one: "Memory (GB)". */
export interface Fact {
  label: string;
  /** What everybody who is signed in may read. */
  value: string;
  /** The same in full, for operators only. Left out where `value` says all; never stored. */
  operatorValue?: string;
  /** The heading it stands under: "Launch configuration". Left out for what describes the cluster as such. */
  group?: string;
}

/** A model that runs on a cluster. */
export interface Deployment {
  id: string;
  name: string;
  status: ClusterStatus;
  providerStatus: string | null;
  replicas: { ready: number; desired: number };
  /** What is not ready, in words: "1 waiting for machines"; `null` when there is nothing to say. */
  detail: string | null;
  /** What it serves: "llama-v3p3-70b-instruct". */
  baseModel: string | null;
  gpuModel: string | null;
  gpusPerReplica: number | null;
  region: string | null;
}

/** What the provider will do by itself, and when: at a moment, or once so much has been spent. */
export interface Limit {
  action: "delete" | "alert";
  at: EpochMs | null;
  spendUsdMicros: UsdMicros | null;
  /** What the provider itself says is spent so far; `null` where it does not say. */
  spentUsdMicros: UsdMicros | null;
  /** The name of the one node that it concerns; `null` where it concerns the cluster. */
  node: string | null;
}

/** What each node of a cluster is made of. `null` where it is not known. */
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

/** What a provider answers only when it is asked for one cluster. */
export const ON_DEMAND = ["access", "metrics", "logs", "events", "offers"] as const;
export type OnDemand = (typeof ON_DEMAND)[number];

export interface Install {
  status: string;
  /** 0 to 100; `null` when the provider gives none. */
  progressPercent: number | null;
  failure: string | null;
  /** How long it still takes by our own estimate: "about 4 min left, usually 5–9 min". */
  estimate?: string;
}

/** What one poll said of one node. Unknown values are `null`. */
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
}

/** Where to log in, already validated: see `parseSshEndpoint`. */
export interface SshEndpoint {
  nodeId: string;
  label: string;
  host: string;
  port: number;
  user: string;
}

export interface ForwardedPort {
  label: string;
  internalPort: number;
  externalPort: number;
  protocol: "tcp" | "udp";
  /** http or https only. */
  url: string | null;
}

export interface ServiceLink {
  label: string;
  /** http or https only. */
  url: string;
}

export interface KubernetesAccess {
  endpoint: string;
  /** Base64 of the cluster's CA certificate. */
  caData: string;
  /** The exact command that fetches credentials. */
  command: string;
}

/** Everything needed to get into a cluster. Shown on demand, to people who may log in: never part of the fleet answer. */
export interface Access {
  ssh: SshEndpoint[];
  ports: ForwardedPort[];
  links: ServiceLink[];
  kubernetes: KubernetesAccess | null;
}

/** What one poll said of one cluster. Unknown values are `null`. */
export interface ClusterReading {
  /** The provider's own id, unique within a connection. */
  providerClusterId: string;
  name: string;
  status: ClusterStatus;
  /** The provider's own word, as it came. */
  providerStatus: string | null;
  statusDetail: string | null;
  health: Health;
  healthReasons: string[];
  /** The company whose machines these are, where the provider is a broker. */
  cloud: string | null;
  region: Region | null;
  gpuModel: string | null;
  gpuCount: number | null;
  /** `null`: this answer does not say which nodes there are. An empty list: it has none. */
  nodes: NodeReading[] | null;
  rate: Rate;
  createdAt: EpochMs | null;
  activeAt: EpochMs | null;
  terminatedAt: EpochMs | null;
  /** When the provider says the present status began. */
  statusSince: EpochMs | null;
  facts: Fact[];
  /** Short words that its owner gave it. */
  tags: string[];
  deployments: Deployment[];
  limits: Limit[];
  /** Its performance at the moment of the reading, where the provider sends it along. */
  metrics: MetricValue[];
  /** When these were measured, by the provider's own clock; left out where it does not say. */
  metricsAt?: EpochMs;
  alerts: MetricAlert[];
  access: Access | null;
  /** Left out where its nodes differ, or the provider does not describe them. */
  shape?: NodeShape;
  /** What the provider can be asked for beside this reading. */
  onDemand: OnDemand[];
  /** `summary`: a list said this, and `readDetails` knows more. */
  depth: "summary" | "complete";
}
