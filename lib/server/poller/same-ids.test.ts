import { expect, it } from "vitest";
import { exampleReading } from "@/lib/testing/example-reading";
import type { FleetReading } from "../providers/spec";
import { withoutRepeatedIds } from "./same-ids";

const fleetOf = (...clusters: FleetReading["clusters"]): FleetReading => ({
  ...{ clusters, unreadable: [], warnings: ["said by the list"], complete: true },
});

it("names both of two clusters with one id, and shows the first", () => {
  const fleet = withoutRepeatedIds(fleetOf(exampleReading({ name: "train" }), exampleReading({ name: "serve" })));
  expect(fleet.clusters.map(({ name }) => name)).toEqual(["train"]);
  expect(fleet.warnings).toEqual([
    "said by the list",
    "The clusters train and serve have the same id c1, so only train is shown and counted",
  ]);
});

it("takes a cluster that is listed twice for one, as it was read last", () => {
  const fleet = withoutRepeatedIds(fleetOf(exampleReading(), exampleReading({ status: "stopping" })));
  expect(fleet).toMatchObject({ clusters: [{ status: "stopping" }], warnings: ["said by the list"] });
});

it("leaves a list alone in which every id stands once", () => {
  const fleet = fleetOf(exampleReading(), exampleReading({ providerClusterId: "c2" }));
  expect(withoutRepeatedIds(fleet)).toBe(fleet);
});
