"use client";

import type { Reading } from "@/components/status/live-cluster";
import { MapLegend } from "../node-map/map-legend";
import { NodeMap } from "../node-map/node-map";

/** Every node of every cluster, and how many are in each state. */
export function NodesView({ readings }: { readings: readonly Reading[] }) {
  return (
    <section aria-label="Nodes" className="flex h-full flex-col gap-1">
      <MapLegend readings={readings} />
      <div className="min-h-0 grow">
        <NodeMap readings={readings} />
      </div>
    </section>
  );
}
