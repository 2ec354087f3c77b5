"use client";

import { lazy, type ReactNode, Suspense } from "react";
import { useFiringAlerts } from "@/components/status/alerts/firing-alerts";
import { SEVERITY_MARKS } from "@/components/status/alerts/severity-marks";
import { Popover } from "@/components/ui/overlay/popover";
import { patiently } from "@/components/ui/patiently";

const BellList = lazy(() => patiently(() => import("./bell-list").then(({ BellList }) => ({ default: BellList }))));

/** How many alerts fire, in the colour of the worst. `icon` comes from the server, so it is in no script. */
export function AlertBell({ icon }: { icon: ReactNode }) {
  const { audible, isOld } = useFiringAlerts();
  return (
    <Popover
      label="Alerts"
      triggerClassName="inline-flex h-8 min-w-8 items-center justify-center gap-1 rounded-md px-1.5 text-muted hover:bg-raised hover:text-ink"
      trigger={
        <>
          {icon}
          <span className="sr-only">Alerts: </span>
          {audible && (
            <span data-mark={SEVERITY_MARKS[audible.worst]} className="text-sm font-semibold text-mark tabular-nums">
              {audible.count}
              <span className="sr-only"> firing, the worst {audible.worst}</span>
            </span>
          )}
          {isOld && (
            <span>
              ?<span className="sr-only"> This may have changed</span>
            </span>
          )}
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
