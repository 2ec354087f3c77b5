"use client";

import { lazy, Suspense } from "react";
import type { Reading } from "@/components/status/live-cluster";
import { patiently } from "@/components/ui/patiently";

/** Most fleets are shown as tiles, so the map is loaded on demand. */
export const loadNodeMap = () =>
  patiently(() => import("./node-map-canvas").then(({ NodeMapCanvas }) => ({ default: NodeMapCanvas })));
const NodeMapCanvas = lazy(loadNodeMap);

/** Every node of every cluster, filling the box around it. */
export function NodeMap({ readings }: { readings: readonly Reading[] }) {
  return (
    <Suspense fallback={<div />}>
      <NodeMapCanvas readings={readings} />
    </Suspense>
  );
}
