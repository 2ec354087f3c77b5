import { StatusMark } from "@/components/status/status-mark";
import type { Deployment } from "@/lib/contract/cluster";
import type { Freshness } from "@/lib/domain/cluster/freshness";
import { markOf } from "@/lib/domain/cluster/mark";
import { statusWords } from "@/lib/domain/text/words";
import { markedDeployment } from "./deployment-words";

/** A deployment's mark and status, the provider's own word for it, and what it is waiting for. */
export function DeploymentStatus({ deployment, freshness }: { deployment: Deployment; freshness: Freshness }) {
  const marked = markedDeployment(deployment, freshness);
  const mark = markOf(marked);
  return (
    <span data-mark={mark} className="flex items-start gap-2">
      <StatusMark mark={mark} size={14} className="mt-[3px]" />
      <span className="min-w-0">
        <span className={mark === "healthy" ? "" : "font-medium"}>{statusWords(marked)}</span>{" "}
        <code className="font-mono text-2xs break-words text-muted">{deployment.providerStatus}</code>
        {deployment.detail !== null && (
          <span className="block text-xs break-words text-muted">{deployment.detail}</span>
        )}
      </span>
    </span>
  );
}
