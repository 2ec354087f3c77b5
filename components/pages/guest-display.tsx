"use client";

import { type ComponentProps, lazy, Suspense } from "react";
import { useIsPartMissing } from "@/components/ui/missing-parts";
import { patiently } from "@/components/ui/patiently";
import { FaultMessage } from "@/components/wall/life/fault-message";

const DisplayWall = lazy(() =>
  patiently(() => import("./display-wall").then((wall) => ({ default: wall.DisplayWall }))),
);

/** A display's page. Its code is loaded for screens only, so that people who open a link do not wait for it. */
export function GuestDisplay(props: ComponentProps<typeof DisplayWall>) {
  // The wall's own watch is in the part that is missing.
  if (useIsPartMissing()) return <FaultMessage reason="A part of this page could not be loaded." />;
  return (
    <Suspense>
      <DisplayWall {...props} />
    </Suspense>
  );
}
