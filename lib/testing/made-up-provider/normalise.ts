import "server-only";
import type { ClusterReading, ClusterStatus, Health } from "@/lib/domain/cluster/cluster";
import { parseUsdPerHour } from "@/lib/domain/money/cost";
import type { WireMachine } from "./wire";

const STATES: ReadonlyMap<string, { status: ClusterStatus; health: Health }> = new Map([
  ["booting", { status: "provisioning", health: "unknown" }],
  ["up", { status: "running", health: "healthy" }],
  ["broken", { status: "error", health: "unhealthy" }],
]);

/** A machine is a cluster without nodes of its own. */
export function toReading({ id, phase, note, gpus, usd_per_hour }: WireMachine): ClusterReading {
  const price = parseUsdPerHour(usd_per_hour);
  return {
    providerClusterId: id,
    name: id,
    ...(STATES.get(phase ?? "") ?? { status: "unknown", health: "unknown" }),
    providerStatus: phase ?? null,
    statusDetail: note ?? null,
    healthReasons: [],
    cloud: null,
    region: null,
    gpuModel: null,
    gpuCount: gpus ?? null,
    nodes: [],
    rate: { usdMicrosPerHour: price, source: price === null ? "none" : "reported", billing: "full", note: null },
    createdAt: null,
    activeAt: null,
    terminatedAt: null,
    statusSince: null,
    facts: [],
    tags: [],
    deployments: [],
    limits: [],
    metrics: [],
    alerts: [],
    connectionDetails: null,
    onDemand: [],
    depth: "complete",
  };
}
