import { StatusMark } from "@/components/status/status-mark";
import type { ClusterDetail } from "@/lib/contract/cluster";
import type { Health } from "@/lib/domain/cluster/cluster";
import { type Freshness, isOld } from "@/lib/domain/cluster/freshness";
import type { Mark } from "@/lib/domain/cluster/mark";

const TITLES: Record<Health, string> = {
  healthy: "Healthy, but",
  degraded: "Degraded, because",
  unhealthy: "Unhealthy, because",
  unknown: "Health unknown, because",
};

const HEALTH_MARKS: Record<Health, Mark> = {
  healthy: "healthy",
  degraded: "degraded",
  unhealthy: "down",
  unknown: "unknown",
};

interface HealthReasonsProps {
  cluster: ClusterDetail;
  freshness: Freshness;
}

/** Why the health is what it is; renders nothing if no reason is given. */
export function HealthReasons({ cluster: { health, healthReasons }, freshness }: HealthReasonsProps) {
  if (healthReasons.length === 0) return null;
  const isPast = isOld(freshness);
  const mark = isPast ? "unknown" : HEALTH_MARKS[health];
  return (
    <section aria-labelledby="health-reasons" data-mark={mark} className="border-mark border-l-2 pl-4">
      <h2 id="health-reasons" className="flex items-center gap-2 text-sm font-semibold">
        <StatusMark mark={mark} size={14} />
        {isPast ? `Was ${TITLES[health].toLowerCase()}` : TITLES[health]}
      </h2>
      <ul className="mt-1 flex list-disc flex-col gap-0.5 pl-4 marker:text-line-strong">
        {healthReasons.map((reason) => (
          <li key={reason} className="break-words">
            {reason}
          </li>
        ))}
      </ul>
    </section>
  );
}
