import { Callout } from "@/components/ui/callout";
import type { Costs } from "@/lib/contract/costs";
import { CostNotices } from "./cost-notices";

/** Before the first reading there is nothing to add up, so not even zero is shown. */
export function NoHistory({ costs, error }: { costs: Costs; error: Error | null }) {
  return (
    <div className="flex flex-col gap-4">
      <h1 className="text-2xl leading-8 font-semibold tracking-tight">Costs</h1>
      <CostNotices costs={costs} error={error} />
      <Callout title="No history yet">
        History starts with the first reading of an account. From then on, every rate change is stored, and this page
        adds up what it cost.
      </Callout>
    </div>
  );
}
