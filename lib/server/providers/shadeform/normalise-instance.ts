import "server-only";
import type { ForwardedPort, Install, NodeReading, SshEndpoint } from "@/lib/domain/cluster/cluster";
import { gpuCountOf, gpuModelOf } from "@/lib/domain/cluster/gpu-model";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { parseTimestamp } from "@/lib/domain/time/timestamp";
import { machineIdsOf } from "@/lib/server/providers/machine-ids";
import { bootProgress } from "./boot-progress";
import { memberFactsOf } from "./facts";
import { portRefusals, portsOf, sshOf } from "./instance-connection";
import { reportedRate } from "./rate";
import { rateByTerms } from "./rental";
import { detailedStateOf, isLoading, isReclaimed, stateReasons } from "./state";
import type { WireCluster, WireInstance } from "./wire";

export interface InstanceReading {
  node: NodeReading;
  ssh: SshEndpoint | null;
  ports: ForwardedPort[];
  /** Why a way in is left out. */
  refusals: string[];
}

export function toInstanceReading(instance: WireInstance, cluster: WireCluster, now: EpochMs): InstanceReading {
  const name = instance.name ?? instance.id;
  const providerStatus = instance.status ?? null;
  const { status, health, billing } = detailedStateOf(providerStatus, instance.status_details);
  const rate = reportedRate(instance.hourly_price, { billing, ownCloud: instance.shade_cloud === false });
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
      gpuCount: gpuCountOf(instance.configuration?.gpu_type, instance.configuration?.num_gpus),
      rate: rateByTerms(rate, instance.rental_terms),
      install: installOf(instance, { status, providerStatus }, now),
      createdAt: parseTimestamp(instance.created_at),
      readyAt: parseTimestamp(instance.active_at),
      facts: memberFactsOf(instance, cluster),
      ...machineIdsOf({
        ids: [
          ["shadeform", instance.id],
          [instance.cloud ?? "", instance.cloud_assigned_id],
        ],
        addresses: isReclaimed(instance.status_details) ? [] : [instance.ip],
      }),
    },
    ssh: ssh !== null && "host" in ssh ? ssh : null,
    ports: portsOf(instance, name),
    refusals: [...refusals, ...reclaimedNotes(instance, name)],
  };
}

/** Not among the reasons of its health, which say so already. */
function reclaimedNotes({ ip, status_details }: WireInstance, name: string): string[] {
  if (!ip || !isReclaimed(status_details)) return [];
  return [`${name} is left out: Shadeform reclaimed it, so its address may belong to somebody else by now`];
}

/** What loads once a machine is active is not part of its usual boot time. */
function installOf(
  instance: WireInstance,
  state: Pick<NodeReading, "status" | "providerStatus">,
  now: EpochMs,
): Install | null {
  if (state.status !== "provisioning") return null;
  if (!isLoading(state)) return bootProgress(instance, now);
  return { status: instance.status_details ?? "loading", progressPercent: null, failure: null };
}
