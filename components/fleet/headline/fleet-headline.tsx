import { memo } from "react";
import { fleetWords } from "@/components/status/fleet-words";
import { Headline } from "@/components/status/headline";
import type { Reading } from "@/components/status/live-cluster";
import type { Connection } from "@/lib/contract/fleet";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { useServerNow } from "@/lib/queries/liveness/use-server-now";

interface FleetHeadlineProps {
  readings: readonly Reading[];
  connections: readonly Connection[];
}

export const FleetHeadline = memo(function FleetHeadline({ readings, connections }: FleetHeadlineProps) {
  return <Headline parts={fleetWords(readings, connections, useServerNow(MINUTE_MS))} />;
});
