"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Mark } from "@/lib/domain/mark";
import { useFreshnesses } from "@/lib/queries/use-freshnesses";
import { useFleetSource } from "./fleet-source";
import { MARK_SHAPES } from "./mark-shapes";
import { readingsOf, worstMark } from "./reading";

// A tab strip may be of any colour, so the icon brings its own ground, and the dark theme's colours.
const GROUND = "#0e1420";
const COLOURS: Record<Mark, string> = {
  healthy: "#3fb68b",
  working: "#56b4e9",
  degraded: "#e69f00",
  down: "#ff6a3d",
  "stopped-billed": "#cc79a7",
  stopped: "#a3b0c2",
  unknown: "#a3b0c2",
};

/** The tab's icon: the shape of the worst status, so that a background tab tells when it needs somebody. */
export function StatusFavicon() {
  const { data: fleet } = useQuery(useFleetSource().fleet);
  const freshnesses = useFreshnesses(fleet);
  const clusters = fleet?.clusters;
  const mark = useMemo(() => clusters && worstMark(readingsOf(clusters, freshnesses)), [clusters, freshnesses]);
  return <link rel="icon" type="image/svg+xml" href={faviconOf(mark ?? "stopped")} />;
}

function faviconOf(mark: Mark): string {
  const layers = MARK_SHAPES[mark].map(({ path, paint, width = 1, dash = "none" }) =>
    paint === "fill"
      ? `<path d="${path}" fill="${COLOURS[mark]}"/>`
      : `<path d="${path}" fill="none" stroke="${paint === "cut" ? GROUND : COLOURS[mark]}" stroke-width="${width}" stroke-dasharray="${dash}"/>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-3 -3 22 22"><rect x="-3" y="-3" width="22" height="22" rx="5" fill="${GROUND}"/>${layers.join("")}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
