import "server-only";
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "@/lib/domain/time/epoch";
import { instanceBody, type Machine, type WireObject } from "./bodies";

/** What an account holds: its instances in the order of their ids, with all columns. */
export interface VastWorld {
  instances: WireObject[];
}

const RTX_4090_X4: Machine = {
  ...{ gpuName: "RTX 4090", gpus: 4, gpuRam: 24_564 },
  ...{ dphBase: 1.312, geolocation: "Quebec, CA" },
};
const A100_X1: Machine = {
  ...{ gpuName: "A100 SXM4", gpus: 1, gpuRam: 81_920 },
  ...{ dphBase: 0.934, geolocation: ", US" },
};

const FIRST_ID = 27_310_000;
const BUSY_CYCLE_MS = 40 * MINUTE_MS;

/** The demo's fleet: an instance that is stopped, and three that are rented by bids and work together. */
export function demoWorld(now: EpochMs, startedAt: EpochMs): VastWorld {
  const stopped = instanceBody({
    ...{ id: FIRST_ID + 1, label: null, machine: A100_X1, status: "stopped", isBid: false, gpuUtil: 0 },
    ...{ startedAt: startedAt - 12 * DAY_MS, endsAt: startedAt + 300 * DAY_MS },
  });
  const busy = Math.round(88 + 9 * Math.sin(((now - startedAt) / BUSY_CYCLE_MS) * 2 * Math.PI));
  const members = [1, 2, 3].map((place) =>
    instanceBody({
      ...{ id: FIRST_ID + 10 + place, label: "sdxl-finetune", machine: RTX_4090_X4, status: "running", isBid: true },
      ...{
        startedAt: startedAt - 2 * DAY_MS - place * HOUR_MS,
        endsAt: startedAt + 200 * DAY_MS,
        gpuUtil: busy - place,
      },
    }),
  );
  return { instances: [stopped, ...members] };
}

/** Many running clusters for measurements, made once. */
export function uniformWorld(size: { clusters: number; nodesPerCluster: number }, startedAt: EpochMs): VastWorld {
  const instances = Array.from({ length: size.clusters * size.nodesPerCluster }, (_, index) =>
    instanceBody({
      ...{ id: FIRST_ID + index, machine: RTX_4090_X4, status: "running", isBid: false, gpuUtil: 90 },
      label: `cluster-${String(Math.floor(index / size.nodesPerCluster) + 1).padStart(4, "0")}`,
      ...{ startedAt: startedAt - HOUR_MS, endsAt: startedAt + 300 * DAY_MS },
    }),
  );
  return { instances };
}
