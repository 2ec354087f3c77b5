import { expect, test } from "vitest";
import type { Fleet } from "@/lib/contract/fleet";
import { exampleCluster, exampleFleet } from "@/lib/testing/example-fleet";
import { fleetFromAnswer } from "../fleet-from-answer";
import { createFleetReader } from "./fleet-reader";

const clusters = Array.from({ length: 300 }, (_, index) => ({ ...exampleCluster, id: `shadeform~${index}` }));

async function read(reader: ReturnType<typeof createFleetReader>, fleet: Fleet | string) {
  const body = typeof fleet === "string" ? fleet : JSON.stringify(fleet);
  return reader.safeParse(await reader.readBody?.(new Response(body)));
}

test("a large fleet is read all the same where there are no threads", async () => {
  const reader = createFleetReader("people", fleetFromAnswer);
  const first = await read(reader, exampleFleet({ revision: "1", clusters }));
  const down = clusters.with(17, { ...exampleCluster, id: "shadeform~17", health: "unhealthy" });
  const second = await read(reader, exampleFleet({ revision: "2", clusters: down }));
  if (!first.success || !second.success) throw new Error("It was not read.");
  expect(second.data.clusters[17]?.health).toBe("unhealthy");
  expect(second.data.clusters[18]).toBe(first.data.clusters[18]);
});

test("what is no fleet is refused, and the fleet before stays what later ones are merged into", async () => {
  const reader = createFleetReader("people", fleetFromAnswer);
  const first = await read(reader, exampleFleet({ revision: "1", clusters }));
  expect(await read(reader, JSON.stringify({ clusters: [] }))).toEqual({ success: false });
  await expect(read(reader, "<html>")).rejects.toThrow(SyntaxError);
  const third = await read(reader, exampleFleet({ revision: "2", clusters }));
  if (!first.success || !third.success) throw new Error("It was not read.");
  expect(third.data.clusters).toBe(first.data.clusters);
});
