"use client";

import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useRef } from "react";
import { useFleetSource } from "@/components/status/source/fleet-source";
import { Badge } from "@/components/ui/badge";
import { Popover } from "@/components/ui/overlay/popover";
import { patiently } from "@/components/ui/patiently";
import type { AccountHelp } from "@/lib/domain/cluster/key-help";

const AddAccountHelp = lazy(() =>
  patiently(() => import("./add-account-help").then(({ AddAccountHelp }) => ({ default: AddAccountHelp }))),
);
const NO_HELP: AccountHelp = { addPath: null, keys: [] };

/** Says that nothing on the page is real and, except to guests, how to change that. */
export function DemoMarker({ help = NO_HELP }: { help?: AccountHelp }) {
  const { fleet, isGuest } = useFleetSource();
  const { data: isDemo } = useQuery({ ...fleet, select: (fleet) => fleet.demo });
  useReloadAfterDemo(isDemo);
  if (!isDemo) return null;
  if (isGuest) return <Badge className="mr-1">Demo data</Badge>;
  return (
    <Popover
      label="How to see your own fleet"
      triggerClassName="mr-1 flex h-8 items-center gap-1.5 rounded-md border border-dashed border-line-strong px-2.5 text-xs text-muted hover:text-ink"
      trigger={
        <>
          <span className="font-medium text-ink">Demo fleet</span>
          <span className="max-lg:hidden">
            made-up data. <span className="underline underline-offset-2">Add an account to see yours</span>
          </span>
        </>
      }
      content={() => (
        <div className="w-md max-w-[calc(100vw-3rem)] p-2.5">
          <Suspense fallback={<p className="h-40" />}>
            <AddAccountHelp help={help} />
          </Suspense>
        </div>
      )}
    />
  );
}

/** Once the demo has given way to the own fleet, all that the page has loaded is of another server, as it were. */
function useReloadAfterDemo(isDemo: boolean | undefined): void {
  const wasDemo = useRef(false);
  useEffect(() => {
    if (isDemo === true) wasDemo.current = true;
    if (isDemo === false && wasDemo.current) window.location.reload();
  }, [isDemo]);
}
