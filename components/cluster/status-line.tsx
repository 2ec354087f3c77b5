import { clsx } from "clsx";
import { lastedWords, sinceWords } from "@/components/status/cluster-words";
import { markedOf } from "@/components/status/live-cluster";
import { Tooltip } from "@/components/ui/overlay/tooltip";
import type { ClusterDetail } from "@/lib/contract/cluster";
import { flappingWords } from "@/lib/domain/cluster/failures";
import { type Freshness, isOld } from "@/lib/domain/cluster/freshness";
import type { Mark } from "@/lib/domain/cluster/mark";
import { statusWordsSince } from "@/lib/domain/text/words";
import { useServerTime } from "@/lib/queries/liveness/use-server-now";

const AFTER_DOT = "max-sm:basis-full sm:before:mr-2 sm:before:text-line-strong sm:before:content-['·']";

interface StatusLineProps {
  cluster: ClusterDetail;
  freshness: Freshness;
  mark: Mark;
}

/** "Degraded 42 min", then the provider's own status word and details. */
export function StatusLine({ cluster, freshness, mark }: StatusLineProps) {
  const { providerStatus, statusDetail } = cluster;
  const flapping = flappingWords(cluster.recentFailures);
  const words = useServerTime((now) => statusWordsSince(markedOf(cluster, freshness), lastedWords(cluster, now)));
  return (
    <p className="flex flex-wrap items-baseline gap-x-2 text-muted">
      <Tooltip label={words} content={() => sinceWords(cluster)}>
        <span data-mark={mark} className={clsx("font-medium", mark === "healthy" ? "text-ink" : "text-mark")}>
          {words}
        </span>
      </Tooltip>
      {providerStatus !== null && (
        <span className={AFTER_DOT}>
          {cluster.account.providerLabel} {isOld(freshness) ? "said" : "says"}{" "}
          <code className="font-mono text-[0.8125rem] text-ink">{providerStatus}</code>
        </span>
      )}
      {flapping !== null && (
        <span data-mark="degraded" className={clsx(AFTER_DOT, "text-mark")}>
          {flapping}
        </span>
      )}
      {statusDetail !== null && <span className={AFTER_DOT}>{statusDetail}</span>}
    </p>
  );
}
