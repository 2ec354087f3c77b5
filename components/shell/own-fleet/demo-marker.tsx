"use client";

import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useRef } from "react";
import { useFleetSource } from "@/components/status/source/fleet-source";
import { Badge } from "@/components/ui/badge";
import { patiently } from "@/components/ui/patiently";
import type { AccountHelp } from "@/lib/domain/cluster/key-help";

// Most fleets are real.
const DemoNotice = lazy(() =>
  patiently(() => import("./demo-notice").then(({ DemoNotice }) => ({ default: DemoNotice }))),
);
const NO_HELP: AccountHelp = { addPath: null, keys: [] };

/** Says that nothing on the page is real and, except to guests, how to change that. */
export function DemoMarker({ help = NO_HELP }: { help?: AccountHelp }) {
  const { fleet, isGuest } = useFleetSource();
  const { data: isDemo } = useQuery({ ...fleet, select: (fleet) => fleet.demo });
  useReloadAfterDemo(isDemo);
  if (!isDemo) return null;
  const mark = <Badge className="mr-1">Demo data</Badge>;
  return isGuest ? (
    mark
  ) : (
    <Suspense fallback={mark}>
      <DemoNotice help={help} />
    </Suspense>
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
