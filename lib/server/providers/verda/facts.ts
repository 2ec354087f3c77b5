import "server-only";
import type { Fact } from "@/lib/domain/cluster/cluster";
import { imageName, maskedImageName } from "@/lib/server/providers/image-name";
import { joinValues } from "@/lib/server/providers/join-values";
import { toFacts } from "@/lib/server/providers/to-facts";
import type { WireCluster, WireInstance, WireMachine } from "./wire";

const CONTRACTS: ReadonlyMap<string, string> = new Map([
  ["PAY_AS_YOU_GO", "Pay as you go"],
  ["LONG_TERM", "Long term"],
  ["SPOT", "Spot: Verda may reclaim it at any time"],
]);

export function clusterFacts(cluster: WireCluster): Fact[] {
  const volumes = cluster.shared_volumes ?? [];
  const sizes = joinValues(volumes.map(({ size_in_gigabytes: gigabytes }) => gigabytes));
  return [
    ...toFacts([
      ["Cluster type", cluster.cluster_type],
      ["Rental", rentalWords(cluster, false)],
      ["Jump host", cluster.ip ? "yes" : null],
    ]),
    ...commonFacts(cluster),
    ...toFacts([["Shared volumes (GB)", sizes]]),
  ];
}

export function instanceFacts(instance: WireInstance): Fact[] {
  const facts = toFacts([
    ["Instance type", instance.instance_type],
    ["Rental", rentalWords(instance, instance.is_spot === true)],
  ]);
  return [...facts, ...commonFacts(instance)];
}

function rentalWords({ contract, long_term_period: period }: WireMachine, isSpot: boolean): string | null {
  const word = isSpot ? "SPOT" : (contract ?? null);
  if (word === null) return null;
  const words = CONTRACTS.get(word.toUpperCase()) ?? word;
  return period ? `${words}, ${period}` : words;
}

function commonFacts(machine: WireMachine): Fact[] {
  const { image } = machine;
  return [
    ...toFacts([
      ["Description", machine.description],
      ["GPU memory (GB)", machine.gpu_memory?.size_in_gigabytes],
      ["CPU", machine.cpu?.description],
      ["vCPUs", machine.cpu?.number_of_cores],
      ["Memory (GB)", machine.memory?.size_in_gigabytes],
      ["Operating system", machine.os_name],
    ]),
    ...(image ? [{ label: "Image", value: maskedImageName(image), operatorValue: imageName(image) }] : []),
  ];
}

/** "team=research", or the key alone. */
export function tagsOf({ tags }: WireMachine): string[] {
  return (tags ?? []).flatMap(({ key, value }) => (key ? [value ? `${key}=${value}` : key] : []));
}
