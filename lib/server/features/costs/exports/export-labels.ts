import "server-only";
import type { ConnectionSnapshot } from "../../../poller/connection-snapshot";
import type { ExportLabels } from "./export-slices";

/** What is no longer configured stands for itself. */
export function exportLabels(connections: readonly ConnectionSnapshot[]): ExportLabels {
  return {
    providerLabel: (id) => connections.find(({ provider }) => provider.id === id)?.provider.label ?? id,
    connectionLabel: (id) => connections.find((connection) => connection.id === id)?.label ?? id,
  };
}
