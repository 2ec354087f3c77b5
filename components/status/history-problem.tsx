import { TriangleAlert } from "lucide-react";
import { Callout } from "@/components/ui/callout";
import { Time } from "@/components/ui/time";
import type { Costs } from "@/lib/contract/costs";

type Problem = NonNullable<Costs["history"]["problem"]>;

const TITLES = { storage: "History is not being written", clock: "The server’s clock was changed" } as const;

/** Why the cost figures are incomplete or less certain. Live status is not affected. */
export function HistoryProblem({ problem }: { problem: Problem }) {
  const since = <Time at={Date.parse(problem.since)} />;
  return (
    <Callout icon={<TriangleAlert size={16} aria-hidden className="text-degraded" />} title={TITLES[problem.cause]}>
      {problem.detail}{" "}
      {problem.cause === "storage" ? (
        <>Since {since}; what happens until then is missing from the costs.</>
      ) : (
        <>That was {since}.</>
      )}
    </Callout>
  );
}
