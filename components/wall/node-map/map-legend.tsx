import type { Reading } from "@/components/status/live-cluster";
import { StatusMark } from "@/components/status/status-mark";
import type { Mark } from "@/lib/domain/cluster/mark";
import { formatCount } from "@/lib/domain/text/format";
import { NODE_STATES, type NodeState, nodeTally, sumTallies } from "./node-states";

const LOOKS: Record<NodeState, { mark: Mark; word: string }> = {
  unhealthy: { mark: "down", word: "not ok" },
  unknown: { mark: "unknown", word: "unknown" },
  healthy: { mark: "healthy", word: "ok" },
  resting: { mark: "stopped", word: "stopped" },
};

/** How many nodes are in each state; states without nodes are left out. */
export function MapLegend({ readings }: { readings: readonly Reading[] }) {
  const tally = sumTallies(readings.map(nodeTally));
  const present = NODE_STATES.filter((state) => tally[state] > 0);
  return (
    <ul aria-label="Nodes" className="flex flex-wrap items-baseline gap-x-5 text-muted">
      {present.map((state) => (
        <li key={state} className="flex items-center gap-1 type-3 whitespace-nowrap">
          <StatusMark mark={LOOKS[state].mark} className="size-[0.9em]" />
          <span className="type-5 font-semibold text-ink tabular-nums">{formatCount(tally[state])}</span>
          {LOOKS[state].word}
        </li>
      ))}
    </ul>
  );
}
