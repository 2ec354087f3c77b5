import { expect, it } from "vitest";
import { endpointNames } from "./endpoint-names";

it("calls endpoints by their labels, and by their aliases where several have one label", () => {
  const endpoint = {
    nodeId: "n",
    host: "192.0.2.7",
    port: 22,
    user: "root",
    command: "ssh",
    note: null,
    isShellOnly: false,
  };
  const ssh = [
    { ...endpoint, label: "pod", alias: "train-pod" },
    { ...endpoint, label: "pod", alias: "train-pod-2" },
    { ...endpoint, label: "head", alias: "train-head" },
  ];
  expect([...endpointNames(ssh).values()]).toEqual(["train-pod", "train-pod-2", "head"]);
});
