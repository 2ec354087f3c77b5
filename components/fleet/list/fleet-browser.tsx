"use client";

import { lazy, memo, Suspense, use, useDeferredValue, useMemo, useRef } from "react";
import { sortReadings } from "@/components/status/fleet-sort";
import type { Reading } from "@/components/status/live-cluster";
import { AgesContext, useAges } from "@/components/status/source/ages";
import { AccountsContext } from "@/components/status/source/fleet-context";
import { patiently } from "@/components/ui/patiently";
import { isNarrowNow, useIsNarrow } from "@/components/ui/use-is-narrow";
import { filterReadings } from "../filter/fleet-filter";
import { FleetToolbar } from "../filter/fleet-toolbar";
import { useFleetView } from "../use-fleet-view";
import { ClusterTiles } from "./cluster-tiles";
import { TileOutlines } from "./tile-outlines";
import { useColumnCount } from "./use-column-count";

// Most people use the tiles, so the rest is loaded on demand.
const ClusterTable = lazy(() =>
  patiently(() => import("./cluster-table").then(({ ClusterTable }) => ({ default: ClusterTable }))),
);
const NoMatches = lazy(() =>
  patiently(() => import("../no-matches").then(({ NoMatches }) => ({ default: NoMatches }))),
);
const loadTriage = () =>
  patiently(() => import("./cluster-triage").then(({ ClusterTriage }) => ({ default: ClusterTriage })));
// On a phone at once, so that it is there when the first answer is.
const triage = isNarrowNow() ? loadTriage() : null;
const ClusterTriage = lazy(() => triage ?? loadTriage());

/** The clusters, once they are known, the way the reader wants to see them. Re-renders only when one of them changes. */
export const FleetBrowser = memo(function FleetBrowser({ readings }: { readings: readonly Reading[] | null }) {
  const accounts = use(AccountsContext);
  const [view, changeView] = useFleetView();
  const isNarrow = useIsNarrow();
  // Typing stays responsive with thousands of clusters: the list follows when it can.
  const wanted = useDeferredValue(view);
  const { observedAt } = use(AgesContext);
  // Ages change with every poll, so only sorting by age follows them.
  const version = useAges((ages) => (wanted.sort === "read" ? ages.version() : 0));
  const ages = useMemo(() => ({ version, observedAt }), [version, observedAt]);
  const shown = useMemo(
    () => readings && sortReadings(filterReadings(readings, wanted, accounts), wanted.sort, wanted.reverse, ages),
    [readings, wanted, accounts, ages],
  );
  const list = useRef<HTMLDivElement>(null);
  const columns = useColumnCount(list);
  return (
    <section aria-label="Clusters" className="mt-5">
      <FleetToolbar readings={readings} shown={shown} view={view} onChange={changeView} />
      <div ref={list} className="mt-3">
        {shown === null || columns === null ? (
          <TileOutlines />
        ) : shown.length === 0 ? (
          <Suspense>
            <NoMatches onClear={changeView} />
          </Suspense>
        ) : isNarrow ? (
          <Suspense fallback={<TileOutlines />}>
            <ClusterTriage readings={shown} />
          </Suspense>
        ) : view.view === "table" ? (
          <Suspense>
            <ClusterTable readings={shown} view={view} onChange={changeView} />
          </Suspense>
        ) : (
          <ClusterTiles readings={shown} columns={columns} />
        )}
      </div>
    </section>
  );
});
