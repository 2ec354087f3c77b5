"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useOwnTimeZone } from "@/components/charts/use-own-time-zone";
import { nameOf } from "@/components/status/cluster-words";
import { NotUpdated } from "@/components/status/not-updated";
import { useOperatorTools } from "@/components/status/source/operator-tools";
import { Button } from "@/components/ui/button";
import { patiently } from "@/components/ui/patiently";
import { RetryCallout } from "@/components/ui/retry-callout";
import { Section } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import { silencesQuery } from "@/lib/queries/alerts/silences-query";
import { fleetQuery } from "@/lib/queries/fleet-query";
import { problemText } from "@/lib/queries/request";
import { SilenceRow } from "./silence-row";

const loadDialog = () => patiently(() => import("./new-silence").then(({ NewSilence }) => ({ default: NewSilence })));
const NewSilence = lazy(loadDialog);

/** What keeps messages back, now or at certain times: everybody sees it, and operators change it. */
export function SilenceSection() {
  const [isAdding, setAdding] = useState(false);
  const timeZone = useOwnTimeZone();
  const isOperator = useOperatorTools() !== null;
  const { data: silences, error, isFetching, refetch } = useQuery(silencesQuery);
  const { data: fleet } = useQuery(fleetQuery);
  const clusterName = (id: string) => {
    const cluster = fleet?.clusters.find((candidate) => candidate.id === id);
    return cluster === undefined ? id : nameOf(cluster);
  };
  return (
    <Section
      id="silences"
      title="Silences"
      actions={
        isOperator && (
          <Button onPointerEnter={loadDialog} onClick={() => setAdding(true)}>
            <Plus size={15} aria-hidden />
            New silence
          </Button>
        )
      }
    >
      {silences !== undefined && <NotUpdated error={error} />}
      {silences === undefined && error !== null && (
        <RetryCallout title="The silences cannot be read" isRetrying={isFetching} onRetry={() => void refetch()}>
          {problemText(error)}
        </RetryCallout>
      )}
      {silences === undefined && error === null && <Skeleton className="h-12" />}
      {silences?.length === 0 && <p className="text-sm text-muted">Nothing is silenced.</p>}
      {silences !== undefined && silences.length > 0 && (
        <ul className="divide-y divide-line rounded-lg border border-line bg-panel">
          {silences.map((silence) => (
            <SilenceRow key={silence.id} silence={silence} clusterName={clusterName} />
          ))}
        </ul>
      )}
      {isAdding && (
        <Suspense>
          <NewSilence timeZone={timeZone} onClose={() => setAdding(false)} />
        </Suspense>
      )}
    </Section>
  );
}
