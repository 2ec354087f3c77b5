import "server-only";
import { instanceBody, type WireObject } from "./bodies";
import { A10_X1, H100_X8, TEXAS } from "./types";

/** What an account holds: `GET /instances`. */
export interface LambdaWorld {
  instances: WireObject[];
}

/** The demo's fleet: an instance on its own, and two that a tag makes a cluster. All just run. */
export function demoWorld(): LambdaWorld {
  const alone = instanceBody({
    ...{ id: "0920582c7ff041399e34823a0be62549", name: "notebook-mira", status: "active", type: A10_X1, region: TEXAS },
    ...{ ip: "198.18.99.1", tags: { team: "speech" } },
  });
  return { instances: [alone, ...taggedInstances(1, "speech-eval", 2)] };
}

/** Many running clusters for measurements. */
export function uniformWorld({
  clusters,
  nodesPerCluster,
}: {
  clusters: number;
  nodesPerCluster: number;
}): LambdaWorld {
  return {
    instances: Array.from({ length: clusters }, (_, index) =>
      taggedInstances(index + 1, `cluster-${String(index + 1).padStart(4, "0")}`, nodesPerCluster),
    ).flat(),
  };
}

function taggedInstances(key: number, cluster: string, count: number): WireObject[] {
  return Array.from({ length: count }, (_, index) =>
    instanceBody({
      ...{
        id: fakeId(key, index + 1),
        name: `${cluster}-${index + 1}`,
        status: "active",
        type: H100_X8,
        region: TEXAS,
      },
      ip: `198.18.${100 + (key % 100)}.${(index % 250) + 1}`,
      tags: { cluster, team: "speech" },
    }),
  );
}

/** As Lambda writes ids: 32 digits of base 16. */
function fakeId(cluster: number, instance: number): string {
  return `${cluster.toString(16).padStart(16, "0")}${instance.toString(16).padStart(16, "f")}`;
}
