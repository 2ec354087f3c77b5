import { memo } from "react";
import type { Connection } from "@/lib/contract/fleet";
import { useServerNow } from "@/lib/queries/use-server-now";
import { fleetWords } from "./fleet-words";
import { Headline } from "./headline";
import type { Reading } from "./reading";

interface FleetHeadlineProps {
  readings: readonly Reading[];
  connections: readonly Connection[];
}

export const FleetHeadline = memo(function FleetHeadline({ readings, connections }: FleetHeadlineProps) {
  return <Headline parts={fleetWords(readings, connections, useServerNow(60_000))} />;
});
