import { expect, it } from "vitest";
import { detailsOfPods } from "./prime-intellect/connection-details";
import { wirePodSchema } from "./prime-intellect/wire";
import { portRefusals } from "./shadeform/instance-connection";
import { instanceSchema } from "./shadeform/wire";
import { connectionDetailsOf } from "./tensorone/cluster-connection";
import { clusterSchema } from "./tensorone/wire";

const REASON = "A forwarded port of train-1 is left out: it is not between 1 and 65535";

it("is said of Shadeform's ports, once, and not of those that are not given yet", () => {
  const refusals = (port_mappings: object[]) =>
    portRefusals(instanceSchema.parse({ id: "a", name: "train-1", port_mappings }), "train-1");
  expect(
    refusals([
      { internal_port: 80, external_port: 70_000 },
      { container_port: -1, host_port: 80 },
    ]),
  ).toEqual([REASON]);
  expect(refusals([{ internal_port: 80, external_port: null }])).toEqual([]);
});

it("is said of Prime Intellect's ports, but for SSH's own", () => {
  const reasons = (usedBy: string) =>
    detailsOfPods([
      {
        ...wirePodSchema.parse({ name: "train-1", primePortMapping: [{ internal: "80", external: "0", usedBy }] }),
        id: "a",
      },
    ]).reasons;
  expect([reasons("JUPYTER"), reasons("SSH")]).toEqual([[REASON], []]);
});

it("is said of TensorOne's ports and web addresses, without repeating them", () => {
  const network = {
    proxy_url: "javascript:alert(1)",
    port_mappings: [{ internal_port: 80, external_port: 99_999, url: "https://a:b@c.example" }],
  };
  expect(connectionDetailsOf(clusterSchema.parse({ id: "a", network }), "train-1").refusals).toEqual([
    REASON,
    "The proxy's URL of train-1 is left out: it is not a plain web address",
    "A port's URL of train-1 is left out: it is not a plain web address",
  ]);
});
