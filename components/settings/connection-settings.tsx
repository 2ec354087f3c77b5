"use client";

import { useQuery } from "@tanstack/react-query";
import type { Settings } from "@/lib/contract/settings";
import { fleetQuery } from "@/lib/queries/fleet-query";
import { ConnectionRow } from "./connection-row";

/** Each account: its address, its state, and the end of its key, so that one can tell which key it is. */
export function ConnectionSettings({ connections }: Pick<Settings, "connections">) {
  const { data: fleet } = useQuery(fleetQuery);
  if (connections.length === 0) {
    return <p className="text-muted">None. Keys are set in the environment or in clusterdeck.yaml.</p>;
  }
  return (
    <ul className="divide-y divide-line rounded-lg border border-line bg-panel">
      {connections.map((connection) => (
        <ConnectionRow
          key={connection.id}
          connection={connection}
          reading={fleet?.connections.find(({ id }) => id === connection.id) ?? null}
        />
      ))}
    </ul>
  );
}
