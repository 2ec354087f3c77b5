import type { ClusterReading, ClusterStatus, ConnectionDetails, NodeReading } from "../cluster/cluster";
import { formatCounted } from "../text/format";
import { withNotes } from "./with-notes";

/** Providers rent addresses again: once a machine does not run, its address may lead to somebody else's. */
const WITHOUT_ADDRESS: ReadonlySet<ClusterStatus> = new Set(["terminated", "stopped"]);

/** A reading that offers no way into machines that are stopped or gone, whatever addresses the provider still lists for them. */
export function withoutLostAddresses(reading: ClusterReading): ClusterReading {
  const { connectionDetails, onDemand } = reading;
  if (WITHOUT_ADDRESS.has(reading.status)) {
    return { ...reading, connectionDetails: null, onDemand: onDemand.filter((what) => what !== "connection-details") };
  }
  if (connectionDetails === null) return reading;
  const lost = (reading.nodes ?? []).filter(({ status }) => WITHOUT_ADDRESS.has(status));
  return lost.length === 0 ? reading : { ...reading, connectionDetails: withoutNodes(connectionDetails, lost) };
}

function withoutNodes(connectionDetails: ConnectionDetails, lost: readonly NodeReading[]): ConnectionDetails {
  const ids = new Set(lost.map(({ id }) => id));
  const { ssh, ports } = connectionDetails;
  const kept = {
    ssh: ssh.filter(({ nodeId }) => !ids.has(nodeId)),
    ports: ports.filter(({ nodeId }) => nodeId === undefined || !ids.has(nodeId)),
  };
  if (kept.ssh.length === ssh.length && kept.ports.length === ports.length) return connectionDetails;
  return withNotes({ ...connectionDetails, ...kept }, [lostNote(lost)]);
}

function lostNote(lost: readonly NodeReading[]): string {
  const [first] = lost;
  if (lost.length === 1 && first)
    return `${first.name} is left out: it is ${first.status}, so its address may belong to somebody else by now`;
  return `${formatCounted(lost.length, "node")} that are stopped or terminated are left out: their addresses may belong to somebody else by now`;
}
