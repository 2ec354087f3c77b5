import "server-only";
import type { Fact } from "@/lib/domain/cluster/cluster";
import { operatorFacts, toFacts } from "@/lib/server/providers/to-facts";
import type { NodeGpus } from "./gpus";
import { labelOf } from "./labels";
import { parseQuantity } from "./quantity";
import type { WireNode } from "./wire";

const BYTES_PER_GIB = 1024 ** 3;

export function nodeFacts(node: WireNode, { parts }: Pick<NodeGpus, "parts">): Fact[] {
  const { nodeInfo, capacity } = node.status ?? {};
  const memoryBytes = parseQuantity(capacity?.memory);
  return [
    ...toFacts([
      ["Scheduling", node.spec?.unschedulable ? "Cordoned: it takes no new pods" : null],
      ["GPUs are split", parts.join(", ") || null],
      ["Instance type", labelOf(node, "instanceType")],
      ["Region", labelOf(node, "region")],
      ["Zone", labelOf(node, "zone")],
      ["vCPUs", parseQuantity(capacity?.cpu)],
      ["Memory (GiB)", memoryBytes === null ? null : Math.round(memoryBytes / BYTES_PER_GIB)],
      ["Kubelet", nodeInfo?.kubeletVersion],
      ["Container runtime", nodeInfo?.containerRuntimeVersion],
      ["Operating system", nodeInfo?.osImage],
      ["Kernel", nodeInfo?.kernelVersion],
      ["Architecture", nodeInfo?.architecture],
    ]),
    ...operatorFacts([["Machine", node.spec?.providerID]]),
  ];
}
