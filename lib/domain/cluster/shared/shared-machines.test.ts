import { describe, expect, it } from "vitest";
import { exampleNode, exampleReading } from "@/lib/testing/example-reading";
import type { ClusterReading } from "../cluster";
import { machinesOf, sharedMachines } from "./shared-machines";

const pod = exampleReading({ providerClusterId: "pod", machineIds: ["runpod:abc", "ip:203.0.113.7"], gpuCount: 8 });
const nodes = (machines: readonly string[]) =>
  machines.map((id, index) =>
    exampleNode({ id: `node-${index}`, gpuCount: 8, ...(id !== "" && { machineIds: [id] }) }),
  );
const kubernetes = (...machines: string[]) =>
  exampleReading({ providerClusterId: "k", seenAs: "orchestrator", nodes: nodes(machines) });
const resold = exampleReading({
  providerClusterId: "r",
  seenAs: "reseller",
  machineIds: ["broker:1", "runpod:abc"],
  gpuCount: 8,
});

function sharedOf(accountId: string, accounts: Record<string, ClusterReading[]>) {
  const all = Object.entries(accounts).map(([id, readings]) => machinesOf(id, readings));
  return (accounts[accountId] ?? []).flatMap((reading) => sharedMachines(accountId, reading.providerClusterId, all));
}

describe("a machine that two accounts have", () => {
  it("is found by a provider's id and by its address, whole or as some of the nodes", () => {
    for (const id of ["runpod:abc", "ip:203.0.113.7"]) {
      const accounts = { cloud: [pod], k8s: [kubernetes("runpod:other", id)] };
      expect(sharedOf("k8s", accounts)).toMatchObject([
        {
          accountId: "cloud",
          providerClusterId: "pod",
          nodeIds: ["node-1"],
          gpus: 8,
          isWhole: false,
          isCountedThere: true,
        },
      ]);
      expect(sharedOf("cloud", accounts)).toMatchObject([
        { accountId: "k8s", providerClusterId: "k", gpus: 8, isWhole: true, isCountedThere: false, isShownThere: true },
      ]);
    }
  });

  it("is counted once, whichever and however many of the ways it is seen in, and whatever their order", () => {
    const seen = {
      cloud: [pod],
      broker: [resold],
      k8s: [kubernetes("runpod:abc")],
      linked: [{ ...resold, seenAs: "linked-account" as const }],
    };
    const names = Object.keys(seen);
    for (let set = 1; set < 2 ** names.length; set += 1) {
      const chosen = Object.entries(seen).filter((_, index) => set & (2 ** index));
      for (const order of [chosen, chosen.toReversed()]) {
        const accounts = Object.fromEntries(order);
        const counting = order.filter(([id]) => sharedOf(id, accounts).every(({ isCountedThere }) => !isCountedThere));
        expect(
          counting.map(([id]) => id),
          order.map(([id]) => id).join(),
        ).toHaveLength(1);
      }
    }
  });

  it("is counted where its bill is: at the reseller, else at its provider, never as a node", () => {
    const accounts = { k8s: [kubernetes("runpod:abc")], cloud: [pod], broker: [resold] };
    const counted = Object.keys(accounts).filter((id) => sharedOf(id, accounts).every((one) => !one.isCountedThere));
    expect(counted).toEqual(["broker"]);
    const { broker: _, ...direct } = accounts;
    expect(Object.keys(direct).filter((id) => sharedOf(id, direct).every((one) => !one.isCountedThere))).toEqual([
      "cloud",
    ]);
  });

  it("is shown among the nodes of Kubernetes, but beside what resells it", () => {
    expect(sharedOf("cloud", { cloud: [pod], broker: [resold] })).toMatchObject([{ isShownThere: false }]);
    const accounts = { cloud: [pod], k8s: [kubernetes("runpod:abc", "runpod:other")] };
    expect(sharedOf("cloud", accounts)).toMatchObject([{ isShownThere: true, isShownHere: false }]);
    expect(sharedOf("k8s", accounts)).toMatchObject([{ isShownThere: false, isShownHere: true }]);
  });
});

describe("machines are not the same", () => {
  it("by an address that several of an account have, or that has gone to another after the end of the first", () => {
    const other = { ...pod, providerClusterId: "other", machineIds: ["runpod:xyz", "ip:203.0.113.7"] };
    expect(sharedOf("k8s", { cloud: [pod, other], k8s: [kubernetes("ip:203.0.113.7")] })).toEqual([]);
    const ended = { ...pod, status: "terminated" as const };
    expect(sharedOf("k8s", { cloud: [ended], k8s: [kubernetes("runpod:abc")] })).toEqual([]);
  });

  it("in two accounts of one kind, of which each has its own bill", () => {
    expect(sharedOf("a", { a: [pod], b: [pod] })).toEqual([]);
    expect(sharedOf("a", { a: [resold], b: [resold] })).toEqual([]);
    expect(sharedOf("a", { a: [kubernetes("runpod:abc")], b: [kubernetes("runpod:abc")] })).toEqual([]);
  });

  it("by their address alone, between two that rent them out", () => {
    expect(
      sharedOf("a", {
        a: [{ ...pod, machineIds: ["ip:203.0.113.7"] }],
        b: [{ ...pod, machineIds: ["ip:203.0.113.7"] }],
      }),
    ).toEqual([]);
  });

  it("as a whole where only some of the nodes are known by an id", () => {
    const part = { ...pod, nodes: [...nodes(["runpod:abc"]), exampleNode({ id: "unknown" })] };
    expect(sharedOf("cloud", { cloud: [part], k8s: [kubernetes("runpod:abc")] })).toMatchObject([
      { isWhole: false, isShownThere: false },
    ]);
  });
});
