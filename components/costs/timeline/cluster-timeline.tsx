"use client";

import { useQuery } from "@tanstack/react-query";
import { useClusterSource } from "@/components/status/source/cluster-source";
import { useFleetSource } from "@/components/status/source/fleet-source";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/section";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import { flag, oneOf, orElse } from "@/components/ui/url-state/url-words";
import { useUrlView } from "@/components/ui/url-state/use-url-view";
import { DAY_MS, HOUR_MS } from "@/lib/domain/time/epoch";
import { startOfOwnDay } from "@/lib/domain/time/start-of-day";
import { useServerNow } from "@/lib/queries/liveness/use-server-now";
import { problemText } from "@/lib/queries/request";
import { TimelineEvents } from "./timeline-events";
import { TimelineStrips } from "./timeline-strips";

const DAYS = { "7d": 7, "30d": 30 };
const SPAN_CHOICES = [
  { id: "24h", content: "24 h" },
  { id: "7d", content: "7 d" },
  { id: "30d", content: "30 d" },
] as const;

const view = { history: oneOf(["24h", "7d", "30d"]), nodeHistory: orElse(flag, false) };

interface ClusterTimelineProps {
  clusterId: string;
  createdAt: string | null;
}

/** A cluster's states over time, and on demand those of its nodes, with every change in words. */
export function ClusterTimeline({ clusterId, createdAt }: ClusterTimelineProps) {
  const { isGuest } = useFleetSource();
  const { timeline } = useClusterSource();
  const [{ history: chosen, nodeHistory }, setView] = useUrlView(view);
  const now = useServerNow(HOUR_MS);
  // The few hours of a new cluster would be invisible within a week.
  const isNew = now > 0 && createdAt !== null && now - Date.parse(createdAt) < DAY_MS;
  const history = chosen ?? (isNew ? "24h" : "7d");
  // Whole days, so that the axis can name them.
  const from = history === "24h" ? now - DAY_MS : startOfOwnDay(now - DAYS[history] * DAY_MS);
  const query = { clusterId, from, withNodes: nodeHistory && !isGuest };
  const { data, error } = useQuery({ ...timeline(query), enabled: now > 0 });
  return (
    <Section
      id="timeline"
      title="Timeline"
      actions={
        <>
          {!isGuest && (
            <Button aria-pressed={nodeHistory} onClick={() => setView({ nodeHistory: !nodeHistory })}>
              {nodeHistory ? "Hide nodes" : "Show nodes"}
            </Button>
          )}
          <Segmented
            legend="Time shown"
            options={SPAN_CHOICES}
            value={history}
            onChange={(id) => setView({ history: id })}
          />
        </>
      }
    >
      {!data && !error && <Skeleton className="h-24 w-full" />}
      {!data && error && <p className="text-sm text-muted">{problemText(error)}</p>}
      {data && (
        <>
          <TimelineStrips timeline={data} />
          <TimelineEvents events={data.events} />
          {data.eventsProblem !== null && (
            <p className="mt-2 text-sm text-muted">The provider’s own events are missing. {data.eventsProblem}</p>
          )}
        </>
      )}
    </Section>
  );
}
