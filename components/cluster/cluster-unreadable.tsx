import { Breadcrumb } from "@/components/shell/breadcrumb";
import { StatusMark } from "@/components/status/status-mark";
import { RetryCallout } from "@/components/ui/retry-callout";
import { problemText } from "@/lib/queries/request";

interface ClusterUnreadableProps {
  error: Error;
  onRetry: () => void;
}

/** This cluster has never been read, and the last attempt failed. The page keeps trying on its own. */
export function ClusterUnreadable({ error, onRetry }: ClusterUnreadableProps) {
  return (
    <div className="flex flex-col gap-4">
      <Breadcrumb trail={[]} />
      <h1 className="sr-only">Cluster</h1>
      <RetryCallout icon={<StatusMark mark="down" />} title="This cluster cannot be shown" onRetry={onRetry}>
        {problemText(error)} The page asks again every few seconds.
      </RetryCallout>
    </div>
  );
}
