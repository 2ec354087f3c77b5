import type { Mark } from "@/lib/domain/cluster/mark";
import { MARK_SHAPES } from "../mark-shapes";

// A tab strip may have any colour, so the icon brings its own background and the dark theme's colours.
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

/** The tab's icon, with the shape of a status. A page without a status shows that of a stopped cluster. */
export function Favicon({ mark = "stopped" }: { mark?: Mark }) {
  return <link rel="icon" type="image/svg+xml" href={faviconOf(mark)} />;
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
