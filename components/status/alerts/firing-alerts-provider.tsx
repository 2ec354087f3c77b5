"use client";

import { lazy, type ReactNode, Suspense, useState, useSyncExternalStore } from "react";
import { patiently } from "@/components/ui/patiently";
import { alertsTag, subscribeToAlertsTag } from "@/lib/queries/alerts/alerts-tag";
import { FiringAlertsContext, NO_FIRING_ALERTS } from "./firing-alerts";

const noTag = () => null;

// Most of the time nothing fires.
const FiringAlertsReader = lazy(() =>
  patiently(() => import("./firing-alerts-reader").then((reader) => ({ default: reader.FiringAlertsReader }))),
);

/** For the pages of people who are signed in. Guests get none of this, so they neither see alerts nor ask for them. */
export function FiringAlertsProvider({ children }: { children: ReactNode }) {
  const tag = useSyncExternalStore(subscribeToAlertsTag, alertsTag, noTag);
  const [read, setRead] = useState(NO_FIRING_ALERTS);
  return (
    <FiringAlertsContext value={tag === null ? NO_FIRING_ALERTS : read}>
      {tag !== null && (
        <Suspense>
          <FiringAlertsReader tag={tag} onRead={setRead} />
        </Suspense>
      )}
      {children}
    </FiringAlertsContext>
  );
}
