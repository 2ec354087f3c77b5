import type { ReactNode } from "react";
import { problemText } from "@/components/cluster/problem-text";
import { StatusMark } from "@/components/clusters/status-mark";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";

interface CostsUnreadableProps {
  error: Error;
  controls: ReactNode;
  onRetry: () => void;
}

/** No costs could be read for this range. The controls stay, since another range may be answered. */
export function CostsUnreadable({ error, controls, onRetry }: CostsUnreadableProps) {
  return (
    <div className="flex flex-col gap-4">
      <h1 className="text-2xl leading-8 font-semibold tracking-tight">Costs</h1>
      {controls}
      <div role="alert">
        <Callout
          icon={<StatusMark mark="down" />}
          title="These costs cannot be shown"
          actions={<Button onClick={onRetry}>Try now</Button>}
        >
          {problemText(error)}
        </Callout>
      </div>
    </div>
  );
}
