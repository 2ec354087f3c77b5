import "server-only";
import type { Fact } from "@/lib/domain/cluster/cluster";
import { operatorFacts, toFacts } from "@/lib/server/providers/to-facts";
import { gpuOf } from "./gpu";
import type { WireInstance } from "./wire";

const ACTIONS = [
  ["restart", "restart"],
  ["cold_reboot", "cold reboot"],
  ["rebuild", "rebuild"],
  ["migrate", "migration"],
  ["terminate", "termination"],
] as const;

const BLOCKS: ReadonlyMap<string, string> = new Map([
  ["vm-has-not-launched", "it has not launched"],
  ["vm-is-too-old", "it is too old"],
  ["vm-is-terminating", "it is terminating"],
  ["vm-action-in-progress", "another action is in progress"],
]);

/** The ledger of costs begins when a cluster is first seen, and here nothing tells what was before. */
export const COSTS_FACT: Fact = {
  label: "Costs",
  value: "counted from the first reading: Lambda does not say when an instance was created",
};

export function instanceFacts(instance: WireInstance): Fact[] {
  const { instance_type: type, region } = instance;
  const { interconnect } = gpuOf(type);
  const isSame = region?.description === region?.name;
  return [
    ...toFacts([
      ["Instance type", type?.name],
      ["Region code", isSame ? null : region?.name],
      ["GPUs per node", type?.specs?.gpus],
      ["GPU interconnect", interconnect],
      ["vCPUs per node", type?.specs?.vcpus],
      ["Memory per node (GiB)", type?.specs?.memory_gib],
      ["Storage per node (GiB)", type?.specs?.storage_gib],
      ["Not possible now", blockedActions(instance)],
    ]),
    ...operatorFacts([
      ["Host name", instance.hostname],
      ["Private address", instance.private_ip],
      ["SSH keys", namesOf(instance.ssh_key_names)],
      ["Filesystems", namesOf(instance.file_system_names)],
    ]),
  ];
}

/** "restart, migration: another action is in progress" */
function blockedActions({ actions }: WireInstance): string | null {
  const blocked = ACTIONS.flatMap(([name, words]) => {
    const action = actions?.[name];
    return action?.available === false ? [{ words, reason: action.reason_code ?? "" }] : [];
  });
  const sentences = [...Map.groupBy(blocked, ({ reason }) => reason)].map(([reason, of]) => {
    const names = of.map(({ words }) => words).join(", ");
    return reason === "" ? names : `${names}: ${BLOCKS.get(reason) ?? reason}`;
  });
  return sentences.join("; ") || null;
}

function namesOf(names: readonly (string | null | undefined)[] | null | undefined): string {
  return (names ?? []).flatMap((name) => name ?? []).join(", ");
}
