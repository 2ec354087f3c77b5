"use client";

import { type ComponentProps, lazy, Suspense } from "react";
import { patiently } from "@/components/ui/patiently";

const DisplayWall = lazy(() =>
  patiently(() => import("./display-wall").then((wall) => ({ default: wall.DisplayWall }))),
);

/** A display's page. Its code is loaded for screens only, so that people who open a link do not wait for it. */
export function GuestDisplay(props: ComponentProps<typeof DisplayWall>) {
  return (
    <Suspense>
      <DisplayWall {...props} />
    </Suspense>
  );
}
