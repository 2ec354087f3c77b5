import "server-only";
import type { Limit, NodeReading } from "@/lib/domain/cluster/cluster";
import { gpuCountOf, gpuModelOf } from "@/lib/domain/cluster/gpu-model";
import { type EpochMs, SECOND_MS } from "@/lib/domain/time/epoch";
import { isPlausibleTime } from "@/lib/domain/time/timestamp";
import { machineIdsOf } from "@/lib/server/providers/machine-ids";
import { factsOf } from "./facts";
import { type WaysIn, waysInto } from "./instance-connection";
import { instanceRate } from "./rate";
import { stateOf, stateReasons } from "./state";
import type { WireInstance } from "./wire";

export interface InstanceReading {
  instance: WireInstance;
  node: NodeReading;
  waysIn: WaysIn;
}

export function toInstanceReading(instance: WireInstance): InstanceReading {
  const name = instanceName(instance);
  const state = stateOf(instance);
  const waysIn = waysInto(instance, name);
  const node: NodeReading = {
    id: instance.id,
    name,
    role: null,
    status: state.status,
    providerStatus: instance.actual_status ?? null,
    health: state.health,
    healthReasons: [...stateReasons(name, instance), ...waysIn.refusals],
    gpuModel: gpuModelOf(instance.gpu_name),
    gpuCount: gpuCountOf(instance.gpu_name, instance.num_gpus),
    rate: instanceRate(instance, state),
    install:
      state.status === "provisioning"
        ? { status: instance.status_msg ?? instance.actual_status ?? "creating", progressPercent: null, failure: null }
        : null,
    createdAt: momentOf(instance.start_date),
    readyAt: null,
    facts: factsOf(instance),
    // Not its address, which it shares with other instances of the same host.
    ...machineIdsOf({
      ids: [
        ["vast", String(instance.id)],
        ["vastai", String(instance.id)],
      ],
    }),
  };
  return { instance, node, waysIn };
}

/** When its host ends the rental: it cannot be started any more then, and is deleted. */
export function limitOf(instance: WireInstance, node: string | null): Limit[] {
  const at = momentOf(instance.end_date);
  return at === null ? [] : [{ action: "delete", at, spendUsdMicros: null, spentUsdMicros: null, node }];
}

/** Instances have no names of their own. */
function instanceName({ id }: WireInstance): string {
  return `Instance ${id}`;
}

/** Far dates mean that there is none. */
export function momentOf(seconds: number | null | undefined): EpochMs | null {
  const moment = Math.round((seconds ?? Number.NaN) * SECOND_MS);
  return isPlausibleTime(moment) ? moment : null;
}
