import { TriangleAlert } from "lucide-react";
import { Callout } from "@/components/ui/callout";
import { Time } from "@/components/ui/time";
import type { Costs } from "@/lib/contract/costs";

type Problem = NonNullable<Costs["history"]["problem"]>;

/** Live status goes on without the history: only what is added up from it has a gap. */
export function HistoryProblem({ problem }: { problem: Problem }) {
  return (
    <Callout
      icon={<TriangleAlert size={16} aria-hidden className="text-degraded" />}
      title="History is not being written"
    >
      {problem.detail} Since <Time at={Date.parse(problem.since)} />: what happens meanwhile is missing from the costs.
    </Callout>
  );
}
