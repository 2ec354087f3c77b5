"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useFleetSource } from "@/components/status/source/fleet-source";
import { Badge } from "@/components/ui/badge";
import { Popover } from "@/components/ui/overlay/popover";
import type { KeyHelp } from "@/lib/domain/cluster/key-help";
import { AddKeyHelp } from "./add-key-help";

/** Says that nothing on the page is real and, except to guests, how to change that. */
export function DemoMarker({ keyHelp = [] }: { keyHelp?: readonly KeyHelp[] }) {
  const { fleet, isGuest } = useFleetSource();
  const { data: isDemo } = useQuery({ ...fleet, select: (fleet) => fleet.demo });
  useReloadAfterDemo(isDemo);
  if (!isDemo) return null;
  if (isGuest) return <Badge className="mr-1">Demo data</Badge>;
  return (
    <Popover
      label="Add a key to see your fleet"
      triggerClassName="mr-1 flex h-8 items-center gap-1.5 rounded-md border border-dashed border-line-strong px-2.5 text-xs text-muted hover:text-ink"
      trigger={
        <>
          <span className="font-medium text-ink">Demo fleet</span>
          <span className="max-lg:hidden">
            made-up data. <span className="underline underline-offset-2">Add a key to see yours</span>
          </span>
        </>
      }
      content={() => (
        <div className="p-2.5">
          <AddKeyHelp keyHelp={keyHelp} />
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
