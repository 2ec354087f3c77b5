import "server-only";
import type { z } from "zod/mini";
import { createPause, mapInTurns, nextTurn } from "../../pause";

interface WithClusters<Cluster> {
  clusters: readonly Cluster[];
}

interface Unchecked extends WithClusters<unknown> {
  [field: string]: unknown;
}

interface FleetSchemas<Cluster, Fleet extends WithClusters<Cluster>> {
  fleet: z.ZodMiniType<Fleet>;
  cluster: z.ZodMiniType<Cluster>;
}

/**
 * A fleet as the schemas allow it, like `fleet.parse`: a field that they do not name cannot leave the server. Clusters are checked a few
 * at a time, since thousands of them take longer than anybody else should wait.
 */
export async function checkFleet<Cluster, Fleet extends WithClusters<Cluster>>(
  schemas: FleetSchemas<Cluster, Fleet>,
  fleet: Unchecked,
): Promise<Fleet & { clusters: Cluster[] }> {
  const pause = createPause({ precedence: "answer" });
  const head = schemas.fleet.parse({ ...fleet, clusters: [] });
  const clusters = await mapInTurns(fleet.clusters, (cluster) => schemas.cluster.parse(cluster), pause);
  return { ...head, clusters };
}

/** The same text as from `JSON.stringify`, but for the clusters, which come last. */
export async function writeFleet<Cluster>(
  { clusters, ...head }: WithClusters<Cluster> & Record<string, unknown>,
  textOf: (cluster: Cluster) => string = JSON.stringify,
): Promise<string> {
  const texts = await mapInTurns(clusters, (cluster) => textOf(cluster), createPause({ precedence: "answer" }));
  await nextTurn("answer");
  const start = JSON.stringify({ ...head, clusters: [] }).slice(0, -"]}".length);
  return `${start}${texts.join(",")}]}`;
}
