import "server-only";
import type { Mark } from "@/lib/domain/cluster/mark";
import { formatMomentToMinute } from "@/lib/domain/time/moment";
import type { Preview } from "../views/fleet/preview-view";

// The dark theme's colours: a picture has no theme to follow.
const GROUND = "#0e1420";
const INK = "#e8edf5";
const MUTED = "#a3b0c2";
const MARK_COLOUR: Record<Mark, string> = {
  down: "#ff6a3d",
  degraded: "#e69f00",
  unknown: MUTED,
  working: "#56b4e9",
  "stopped-billed": "#cc79a7",
  healthy: "#3fb68b",
  stopped: "#8a95a3",
};

export function PreviewImage({ headline: [first, ...rest], mark, figures, readAt, timeZone, demo }: Preview) {
  return (
    <div
      style={{
        width: "100%",
        height: "100%",
        display: "flex",
        flexDirection: "column",
        justifyContent: "space-between",
        padding: 72,
        background: GROUND,
        color: INK,
        borderLeft: `24px solid ${MARK_COLOUR[mark]}`,
      }}
    >
      <div style={{ display: "flex", justifyContent: "space-between", fontSize: 34, color: MUTED }}>
        <span>Clusterdeck</span>
        {demo ? <span>Demo fleet: made-up data</span> : null}
      </div>
      <div style={{ display: "flex", flexDirection: "column", gap: 20 }}>
        <span style={{ fontSize: 84, lineHeight: 1.15, letterSpacing: "-0.02em" }}>{first}</span>
        <span style={{ fontSize: 48, color: MUTED }}>{rest.join(" · ")}</span>
      </div>
      <div style={{ display: "flex", justifyContent: "space-between", fontSize: 36 }}>
        <span>{figures.join(" · ")}</span>
        <span style={{ color: MUTED }}>{formatMomentToMinute(readAt, timeZone)}</span>
      </div>
    </div>
  );
}
