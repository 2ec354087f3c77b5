import type { Connection } from "@/lib/contract/fleet";
import { useServerNow } from "@/lib/queries/use-server-now";
import { fleetWords } from "./fleet-words";
import { Headline } from "./headline";
import type { Reading } from "./reading";

export function FleetHeadline({ readings, connections }: { readings: readonly Reading[]; connections: Connection[] }) {
  return <Headline parts={fleetWords(readings, connections, useServerNow(60_000))} />;
}
