import "server-only";
import type { Install, NodeReading } from "@/lib/domain/cluster/cluster";
import { gpuCountOf, gpuModelOf } from "@/lib/domain/cluster/gpu-model";
import { UNKNOWN_RATE } from "@/lib/domain/money/rate";
import { parseTimestamp } from "@/lib/domain/time/timestamp";
import type { UnreadableItem } from "@/lib/server/providers/items";
import { machineIdsOf } from "@/lib/server/providers/machine-ids";
import { nodeFactsOf } from "./facts";
import { machineHealth } from "./node-health";
import { reportedRate } from "./rate";
import { machineStatus } from "./status";
import type { WireMachine, WireNode } from "./wire";

/** A node of an admin's cluster, which is hosted by `hostProvider`. */
export function toNode(node: WireNode, hostProvider: string | null): NodeReading {
  const reading = machineReading(node);
  const isControl = node.connections?.some((connection) => connection.isControlNode);
  return {
    ...reading,
    ...machineHealth(node, reading.status),
    role: isControl ? "control" : node.connections && node.connections.length > 0 ? "worker" : null,
    readyAt: parseTimestamp(node.piReadyAt),
    facts: nodeFactsOf(node, hostProvider),
  };
}

/** What a node and a pod have in common. */
export function machineReading(machine: WireMachine): NodeReading {
  const status = machineStatus(machine);
  return {
    id: machine.id,
    name: machine.name ?? machine.id,
    role: null,
    status,
    providerStatus: machine.status ?? null,
    ...machineHealth(machine, status),
    gpuModel: gpuModelOf(machine.gpuName),
    gpuCount: gpuCountOf(machine.gpuName, machine.gpuCount),
    rate: reportedRate(machine),
    install: installOf(machine),
    createdAt: parseTimestamp(machine.createdAt),
    readyAt: null,
    ...machineIdsOf({
      ids: [
        ["prime-intellect", machine.id],
        [machine.providerType ?? "", machine.remoteId],
      ],
    }),
  };
}

/** A node that exists but cannot be read: it counts, but nothing is known about it. */
export function unreadableNode({ id, problem }: UnreadableItem, index: number): NodeReading {
  const name = id ?? `node ${index + 1}`;
  return {
    id: name,
    name,
    role: null,
    status: "unknown",
    providerStatus: null,
    health: "unknown",
    healthReasons: [`It could not be read: ${problem}`],
    gpuModel: null,
    gpuCount: null,
    rate: UNKNOWN_RATE,
    install: null,
    createdAt: null,
    readyAt: null,
  };
}

function installOf({ installationStatus, installationProgress, installationFailure }: WireMachine): Install | null {
  if (!installationStatus) return null;
  const percent = typeof installationProgress === "number" ? Math.min(100, Math.max(0, installationProgress)) : null;
  return { status: installationStatus, progressPercent: percent, failure: installationFailure ?? null };
}
