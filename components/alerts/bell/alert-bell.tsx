"use client";

import { Bell } from "lucide-react";
import { lazy, Suspense } from "react";
import { useFiringAlerts } from "@/components/status/alerts/firing-alerts";
import { Popover } from "@/components/ui/overlay/popover";
import { patiently } from "@/components/ui/patiently";
import { formatCounted } from "@/lib/domain/text/format";

const BellList = lazy(() => patiently(() => import("./bell-list").then(({ BellList }) => ({ default: BellList }))));

const MARKS = { critical: "down", warning: "degraded", info: "working" } as const;

/** How many alerts fire, in the colour of the worst. Those that are silenced are not counted: somebody knows of them. */
export function AlertBell() {
  const { all, isOld } = useFiringAlerts();
  const [worst, ...others] = all.filter(({ isSilenced }) => !isSilenced);
  const words = worst
    ? `${formatCounted(others.length + 1, "alert")} firing, the worst ${worst.severity}`
    : "No alerts";
  return (
    <Popover
      label="Alerts"
      triggerClassName="inline-flex h-8 min-w-8 items-center justify-center gap-1 rounded-md px-1.5 text-muted hover:bg-raised hover:text-ink"
      trigger={
        <>
          <Bell size={16} aria-hidden />
          {worst && (
            <span
              aria-hidden
              data-mark={MARKS[worst.severity]}
              className="text-sm font-semibold text-mark tabular-nums"
            >
              {others.length + 1}
            </span>
          )}
          {isOld && <span aria-hidden>?</span>}
          <span className="sr-only">{words}</span>
        </>
      }
      content={() => (
        // Placed when it opens, so it must not grow wider by what loads then.
        <div className="w-80 max-w-[calc(100vw-2rem)] p-1.5">
          <Suspense>
            <BellList />
          </Suspense>
        </div>
      )}
    />
  );
}
