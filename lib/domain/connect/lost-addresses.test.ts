import { expect, it } from "vitest";
import { exampleNode, exampleReading } from "@/lib/testing/example-reading";
import { CLUSTER_STATUSES, type ConnectionDetails } from "../cluster/cluster";
import { withoutLostAddresses } from "./lost-addresses";

const port = { internalPort: 80, externalPort: 32_080, protocol: "tcp", url: null } as const;
const connectionDetails: ConnectionDetails = {
  ssh: ["n1", "n2"].map((nodeId) => ({ nodeId, label: nodeId, host: "192.0.2.7", port: 22, user: "root" })),
  ports: [
    { ...port, label: "n1's", nodeId: "n1" },
    { ...port, label: "n2's", nodeId: "n2" },
    { ...port, label: "whose?" },
  ],
  ...{ links: [], kubernetes: null },
};

it("offers no way into a cluster that is stopped or terminated, and asks the provider for none", () => {
  const closed = CLUSTER_STATUSES.filter((status) => {
    const reading = exampleReading({ status, connectionDetails, onDemand: ["connection-details", "logs"] });
    const { connectionDetails: left, onDemand } = withoutLostAddresses(reading);
    expect(onDemand).toContain("logs");
    expect(onDemand.includes("connection-details")).toBe(left !== null);
    return left === null;
  });
  expect(closed).toEqual(["stopped", "terminated"]);
});

it.each(["stopped", "terminated"] as const)(
  "leaves a %s node's addresses out of a cluster that runs, and says so",
  (status) => {
    const nodes = [exampleNode({ id: "n1" }), exampleNode({ id: "n2", name: "node-2", status })];
    const left = withoutLostAddresses(exampleReading({ nodes, connectionDetails })).connectionDetails;
    expect(left?.ssh.map(({ nodeId }) => nodeId)).toEqual(["n1"]);
    expect(left?.ports.map(({ label }) => label)).toEqual(["n1's", "whose?"]);
    expect(left?.notes).toEqual([
      `node-2 is left out: it is ${status}, so its address may belong to somebody else by now`,
    ]);
  },
);

it("sums up many nodes in one sentence, and says nothing of nodes that had no address", () => {
  const nodes = ["n1", "n2", "n3"].map((id) => exampleNode({ id, status: "stopped" }));
  expect(withoutLostAddresses(exampleReading({ nodes, connectionDetails })).connectionDetails?.notes).toEqual([
    "3 nodes that are stopped or terminated are left out: their addresses may belong to somebody else by now",
  ]);
  const other = exampleReading({ nodes: [exampleNode({ id: "other", status: "stopped" })], connectionDetails });
  expect(withoutLostAddresses(other)).toEqual(other);
});
