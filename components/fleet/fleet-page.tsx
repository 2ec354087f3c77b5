"use client";

import { useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { FleetUnreadable } from "@/components/status/fleet-unreadable";
import { NotUpdated } from "@/components/status/not-updated";
import { useFleetSource } from "@/components/status/source/fleet-source";
import type { AccountHelp } from "@/lib/domain/cluster/key-help";
import { FleetOverview } from "./fleet-overview";

interface FleetPageProps {
  /** The headline to show above the outline until the first answer, if the server put one into the page. */
  headline?: readonly [string, ...string[]];
  /** Whether the viewer may create clusters. */
  mayCreate?: boolean;
  /** How to connect accounts, for people who have none. Guests are not told, since they cannot do it. */
  accountHelp?: AccountHelp;
}

const NO_HELP: AccountHelp = { addPath: null, keys: [] };

/** The fleet: what is wrong first, then everything. */
export function FleetPage({ headline, mayCreate = false, accountHelp = NO_HELP }: FleetPageProps) {
  const { data, error } = useQuery(useFleetSource().fleet);
  // An answer is rendered in pieces, between which the browser can react to a click. A query's own renders cannot be interrupted.
  const fleet = useDeferredValue(data);
  if (data === undefined && error) return <FleetUnreadable error={error} />;
  return (
    <>
      <NotUpdated error={error} />
      <FleetOverview fleet={fleet} headline={headline} mayCreate={mayCreate} accountHelp={accountHelp} />
    </>
  );
}
