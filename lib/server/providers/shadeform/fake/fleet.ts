import "server-only";
import { DAY_MS, type EpochMs, MINUTE_MS } from "@/lib/domain/time/epoch";
import type { WireObject } from "./bodies";
import { A100_X8, H100_X8, L40S_X4 } from "./machines";
import { memberInfo, NOTEBOOK_ID, notebook, notebookInfo } from "./notebook";
import { fakeUuid, type Grown, recycled, running } from "./stories";

/** What an account holds: both lists as the API answers them. Instances of clusters stand in both. */
export interface ShadeformWorld {
  clusters: WireObject[];
  instances: WireObject[];
  /** By id: what only `GET /instances/{id}/info` says. */
  info?: Record<string, WireObject>;
}

const PRICE_PERIOD_MS = 7 * MINUTE_MS;

/** The demo's fleet: 5 clusters, 20 nodes, wholly determined by the clock. */
export function demoWorld(now: EpochMs, startedAt: EpochMs): ShadeformWorld {
  const isDiscounted = Math.floor((now - startedAt) / PRICE_PERIOD_MS) % 2 === 1;
  const clusters = [
    running(
      {
        key: 1,
        name: "train-llama-7",
        machine: H100_X8,
        nodes: 8,
        activeAt: startedAt - 9 * DAY_MS,
        tags: ["team=research", "pretraining"],
      },
      now,
    ),
    running(
      {
        ...{ key: 2, name: "eval-sweep", machine: A100_X8, nodes: 4, activeAt: startedAt - DAY_MS },
        tags: ["team=research"],
      },
      now,
    ),
    running(
      {
        key: 3,
        name: "batch-embeddings",
        machine: isDiscounted ? { ...L40S_X4, cents: 312 } : L40S_X4,
        nodes: 3,
        activeAt: startedAt - 2 * DAY_MS,
      },
      now,
    ),
    recycled(startedAt, now),
  ];
  const world = toWorld(clusters, [notebook(startedAt - 3 * DAY_MS, now)]);
  return {
    ...world,
    info: { [NOTEBOOK_ID]: notebookInfo(startedAt, now), [fakeUuid(2, 2)]: memberInfo(startedAt, now) },
  };
}

/** Many running clusters for measurements: made once, without the private fields, which are optional and large. */
export function uniformWorld(size: { clusters: number; nodesPerCluster: number }, startedAt: EpochMs): ShadeformWorld {
  const clusters = Array.from({ length: size.clusters }, (_, index) => {
    const name = `cluster-${String(index + 1).padStart(4, "0")}`;
    const story = {
      key: index + 1,
      name,
      machine: H100_X8,
      nodes: size.nodesPerCluster,
      activeAt: startedAt,
      isBare: true,
    };
    return running(story, startedAt);
  });
  return toWorld(clusters, []);
}

function toWorld(clusters: readonly Grown[], standalone: readonly WireObject[]): ShadeformWorld {
  return {
    clusters: clusters.map(({ cluster }) => cluster),
    instances: [...clusters.flatMap(({ members }) => members), ...standalone],
  };
}
