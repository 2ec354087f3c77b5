import { TriangleAlert } from "lucide-react";
import { HistoryProblem } from "@/components/status/history-problem";
import { useFleetSource } from "@/components/status/source/fleet-source";
import { Callout } from "@/components/ui/callout";
import type { Costs } from "@/lib/contract/costs";
import { formatTime } from "@/lib/domain/text/format";
import { costsPollMs } from "@/lib/queries/costs-query";
import { problemText } from "@/lib/queries/request";
import { formatDelay } from "../delay-words";

/** What a reader must know before trusting the figures. */
export function CostNotices({ costs, error }: { costs: Costs; error: Error | null }) {
  const { problem } = costs.history;
  const { isGuest } = useFleetSource();
  return (
    <>
      {/* That nothing is written, others are told over every page. */}
      {problem && (isGuest || problem.cause === "clock") && <HistoryProblem problem={problem} />}
      {error && (
        <Callout
          icon={<TriangleAlert size={16} aria-hidden className="text-degraded" />}
          title={`These figures are as of ${formatTime(Date.parse(costs.generatedAt))}`}
        >
          {problemText(error)} The page asks again {formatDelay(costsPollMs(error))}.
        </Callout>
      )}
    </>
  );
}
