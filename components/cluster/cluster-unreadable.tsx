import { Breadcrumb } from "@/components/shell/breadcrumb";
import { StatusMark } from "@/components/status/status-mark";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { problemText } from "@/lib/queries/request";

interface ClusterUnreadableProps {
  error: Error;
  onRetry: () => void;
}

/** Nothing was ever read of this cluster, and the last try failed. The page goes on trying by itself. */
export function ClusterUnreadable({ error, onRetry }: ClusterUnreadableProps) {
  return (
    <div className="flex flex-col gap-4">
      <Breadcrumb trail={[]} />
      <h1 className="sr-only">Cluster</h1>
      <div role="alert">
        <Callout
          icon={<StatusMark mark="down" />}
          title="This cluster cannot be shown"
          actions={<Button onClick={onRetry}>Try now</Button>}
        >
          {problemText(error)} The page asks again every few seconds.
        </Callout>
      </div>
    </div>
  );
}
