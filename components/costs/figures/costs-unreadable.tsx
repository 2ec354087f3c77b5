import type { ReactNode } from "react";
import { StatusMark } from "@/components/status/status-mark";
import { RetryCallout } from "@/components/ui/retry-callout";
import { costsPollMs } from "@/lib/queries/costs-query";
import { problemText, RequestError } from "@/lib/queries/request";
import { formatDelay } from "../delay-words";

interface CostsUnreadableProps {
  error: Error;
  /** Left out if it is not even known what could be chosen. */
  controls?: ReactNode;
  onRetry: () => void;
}

/** No costs could be read for this range. The controls stay, since another range may work. */
export function CostsUnreadable({ error, controls, onRetry }: CostsUnreadableProps) {
  return (
    <div className="flex flex-col gap-4">
      <h1 className="text-2xl leading-8 font-semibold tracking-tight">Costs</h1>
      {controls}
      <RetryCallout icon={<StatusMark mark="down" />} title="These costs cannot be shown" onRetry={onRetry}>
        {problemText(error)} {isPassing(error) && `The page asks again ${formatDelay(costsPollMs(error))}.`}
      </RetryCallout>
    </div>
  );
}

/** A rejected range stays rejected; a server that is busy or down recovers. */
function isPassing(error: Error): boolean {
  return !(error instanceof RequestError) || error.code !== "bad-request";
}
