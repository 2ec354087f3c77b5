"use client";

import { createContext, type ReactNode, use, useMemo } from "react";
import type { Connection } from "@/lib/contract/fleet";
import type { EpochMs } from "@/lib/domain/cluster";
import type { StableFleet } from "@/lib/queries/stable-fleet";

interface FleetContextValue {
  observedAt: ReadonlyMap<string, EpochMs>;
  connections: ReadonlyMap<string, Connection>;
}

const FleetContext = createContext<FleetContextValue>({ observedAt: new Map(), connections: new Map() });

/** Hands the ages down past the rows, which do not render again when only an age moved. */
export function FleetProvider({ fleet, children }: { fleet: StableFleet; children: ReactNode }) {
  const { observedAt, connections } = fleet;
  const value = useMemo(
    () => ({ observedAt, connections: new Map(connections.map((connection) => [connection.id, connection])) }),
    [observedAt, connections],
  );
  return <FleetContext value={value}>{children}</FleetContext>;
}

export function useFleetContext(): FleetContextValue {
  return use(FleetContext);
}
