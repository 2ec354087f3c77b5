import { expect, it } from "vitest";
import { z } from "zod/mini";
import { checkFleet, writeFleet } from "./write-fleet";

const cluster = z.object({ id: z.string() });
const schemas = { fleet: z.object({ revision: z.string(), clusters: z.array(cluster) }), cluster };
const fleet = {
  revision: "one",
  secret: "in the fleet",
  clusters: Array.from({ length: 3 }, (_, index) => ({ id: `c${index}`, secret: "in a cluster" })),
};

it("gives what the schema of the whole fleet gives: fields that no schema names do not leave the server", async () => {
  const checked = await checkFleet(schemas, fleet);
  expect(checked).toEqual(schemas.fleet.parse(fleet));
  expect(await writeFleet(checked)).toBe(JSON.stringify(schemas.fleet.parse(fleet)));
});

it("refuses a fleet or a cluster that is not as the schemas say", async () => {
  await expect(checkFleet(schemas, { ...fleet, revision: 1 })).rejects.toThrow();
  await expect(checkFleet(schemas, { ...fleet, clusters: [...fleet.clusters, { id: 1 }] })).rejects.toThrow();
});

it.each([[[]], [[{ id: "only" }]]])("writes JSON of the clusters %j", async (clusters) => {
  expect(JSON.parse(await writeFleet({ revision: "one", clusters }))).toEqual({ revision: "one", clusters });
  expect(JSON.parse(await writeFleet({ clusters }))).toEqual({ clusters });
});
