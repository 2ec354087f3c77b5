import "server-only";
import type { ClusterReading, NodeReading } from "@/lib/domain/cluster/cluster";
import { parseTimestamp } from "@/lib/domain/time/timestamp";
import { machineIdsOf } from "@/lib/server/providers/machine-ids";
import { BROKERS_NAMES } from "./brokers-names";
import { instanceConnection } from "./connection";
import { instanceFacts, tagsOf } from "./facts";
import { gpusOf } from "./gpus";
import { rateOf } from "./rate";
import { stateOf, stateReasons } from "./state";
import type { WireInstance } from "./wire";

/** An instance is shown as a cluster of one node, under its own id. */
export function toInstanceReading(instance: WireInstance, accountCurrency: string | null): ClusterReading {
  const name = instance.hostname ?? instance.id;
  const state = stateOf(instance.status);
  const { model: gpuModel, count: gpuCount } = gpusOf(instance);
  const { connectionDetails, reasons } = instanceConnection(instance, name);
  const common = {
    name,
    ...{ status: state.status, providerStatus: instance.status ?? null, health: state.health },
    healthReasons: [...stateReasons(name, instance.status), ...reasons],
    ...{ gpuModel, gpuCount, rate: rateOf(instance, state, accountCurrency) },
    createdAt: parseTimestamp(instance.created_at),
  };
  const node: NodeReading = {
    ...common,
    id: instance.id,
    role: null,
    install: null,
    readyAt: null,
    ...machineIdsOf({ ids: BROKERS_NAMES.map((provider) => [provider, instance.id]), addresses: [instance.ip] }),
  };
  return {
    ...common,
    providerClusterId: instance.id,
    statusDetail: null,
    cloud: null,
    region: instance.location ? { id: instance.location, label: instance.location } : null,
    nodes: [node],
    activeAt: null,
    terminatedAt: null,
    statusSince: null,
    facts: instanceFacts(instance),
    tags: tagsOf(instance),
    deployments: [],
    limits: [],
    metrics: [],
    alerts: [],
    connectionDetails,
    onDemand: [],
    depth: "complete",
  };
}
