import { TriangleAlert } from "lucide-react";
import { problemText } from "@/components/cluster/problem-text";
import { Callout } from "@/components/ui/callout";
import { Time } from "@/components/ui/time";
import type { Costs } from "@/lib/contract/costs";
import { formatTime } from "@/lib/domain/format";
import { costsPollMs } from "@/lib/queries/costs-query";
import { formatDelay } from "./delay-words";

/** What a reader must know before believing the figures. */
export function CostNotices({ costs, error }: { costs: Costs; error: Error | null }) {
  const { problem } = costs.history;
  return (
    <>
      {problem && (
        <Callout
          icon={<TriangleAlert size={16} aria-hidden className="text-degraded" />}
          title="History is not being written"
        >
          {problem.detail} Since <Time at={Date.parse(problem.since)} />: what happens meanwhile is missing here.
        </Callout>
      )}
      {error && (
        <Callout
          icon={<TriangleAlert size={16} aria-hidden className="text-degraded" />}
          title={`These figures are of ${formatTime(Date.parse(costs.generatedAt))}`}
        >
          {problemText(error)} The page asks again {formatDelay(costsPollMs(error))}.
        </Callout>
      )}
    </>
  );
}
