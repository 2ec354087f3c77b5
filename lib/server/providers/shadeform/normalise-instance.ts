import "server-only";
import type { ForwardedPort, NodeReading, SshEndpoint } from "@/lib/domain/cluster/cluster";
import { gpuModelOf } from "@/lib/domain/cluster/gpu-model";
import { UNKNOWN_RATE } from "@/lib/domain/money/rate";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { parseTimestamp } from "@/lib/domain/time/timestamp";
import type { UnreadableItem } from "@/lib/server/providers/items";
import { bootProgress } from "./boot-progress";
import { portRefusals, portsOf, sshOf } from "./instance-connection";
import { reportedRate } from "./rate";
import { stateOf, stateReasons } from "./state";
import type { WireInstance } from "./wire";

export interface InstanceReading {
  node: NodeReading;
  ssh: SshEndpoint | null;
  ports: ForwardedPort[];
}

export function toInstanceReading(instance: WireInstance, now: EpochMs): InstanceReading {
  const name = instance.name ?? instance.id;
  const providerStatus = instance.status ?? null;
  const { status, health, billing } = stateOf(providerStatus);
  const ssh = sshOf(instance, name);
  const refusals = [...(ssh !== null && "reason" in ssh ? [ssh.reason] : []), ...portRefusals(instance, name)];
  return {
    node: {
      id: instance.id,
      name,
      role: null,
      status,
      providerStatus,
      health,
      healthReasons: [...stateReasons(name, providerStatus, instance.status_details ?? null), ...refusals],
      gpuModel: gpuModelOf(instance.configuration?.gpu_type),
      gpuCount: instance.configuration?.num_gpus ?? null,
      rate: reportedRate(instance.hourly_price, { billing, ownCloud: instance.shade_cloud === false }),
      install: status === "provisioning" ? bootProgress(instance, now) : null,
      createdAt: parseTimestamp(instance.created_at),
      readyAt: parseTimestamp(instance.active_at),
    },
    ssh: ssh !== null && "host" in ssh ? ssh : null,
    ports: portsOf(instance, name),
  };
}

/** The place of a node whose instance could not be read. */
export function unreadableNode(id: string, { problem }: UnreadableItem): NodeReading {
  return {
    id,
    name: id,
    role: null,
    status: "unknown",
    providerStatus: null,
    health: "unknown",
    healthReasons: [`Instance ${id} could not be read: ${problem}`],
    gpuModel: null,
    gpuCount: null,
    rate: UNKNOWN_RATE,
    install: null,
    createdAt: null,
    readyAt: null,
  };
}
