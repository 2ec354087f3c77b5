import { memo } from "react";
import { fleetWords } from "@/components/status/fleet-words";
import { Headline } from "@/components/status/headline";
import type { Reading } from "@/components/status/live-cluster";
import type { Account } from "@/lib/contract/fleet";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { useServerNow } from "@/lib/queries/liveness/use-server-now";

interface FleetHeadlineProps {
  readings: readonly Reading[];
  accounts: readonly Account[];
}

export const FleetHeadline = memo(function FleetHeadline({ readings, accounts }: FleetHeadlineProps) {
  return <Headline parts={fleetWords(readings, accounts, useServerNow(MINUTE_MS))} />;
});
