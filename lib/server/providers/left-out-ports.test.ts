import { expect, it } from "vitest";
import { detailsOfPods } from "./prime-intellect/connection-details";
import { wirePodSchema } from "./prime-intellect/wire";
import { portRefusals } from "./shadeform/instance-connection";
import { toStandaloneReading } from "./shadeform/normalise";
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

it("is said on the sheet, too, of whatever way in is left out", () => {
  const network = { ssh_connection: { host: "192.0.2.7:2200", port: 22, username: "root" } };
  const { connectionDetails } = connectionDetailsOf(clusterSchema.parse({ id: "a", network }), "train-1");
  const note = "SSH for train-1 is left out: its host is not a plain host name or address";
  expect(connectionDetails).toMatchObject({ ssh: [], notes: [note] });
  const pod = { ...wirePodSchema.parse({ id: "a", name: "train-1", sshConnection: "root@192.0.2.7 reboot" }), id: "a" };
  expect(detailsOfPods([pod]).connectionDetails.notes).toEqual([
    "SSH for train-1 is left out: it is not a plain ssh command",
  ]);
  const instance = instanceSchema.parse({
    id: "a",
    name: "train-1",
    ip: "192.0.2.7:22",
    ssh_user: "root",
    status: "active",
  });
  const cluster = toStandaloneReading(instance, 0);
  expect(cluster.connectionDetails).toMatchObject({ ssh: [], notes: [note] });
});
