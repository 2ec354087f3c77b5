import "server-only";
import { createHash } from "node:crypto";
import type { ConnectionDetails as ConnectionAnswer } from "@/lib/contract/connection-details";
import type { ConnectionDetails } from "@/lib/domain/cluster/cluster";
import { knownHostsName, sshAliases, sshCommand, sshConfig } from "@/lib/domain/connect/ssh";

/**
 * `GET /api/clusters/{clusterId}/connection`. We build the commands, from endpoints that were validated when they were
 * read.
 */
export function connectionDetailsView(
  { id, name: clusterName }: { id: string; name: string },
  connectionDetails: ConnectionDetails,
): ConnectionAnswer {
  const aliases = sshAliases(clusterName, connectionDetails.ssh);
  return {
    ssh: connectionDetails.ssh.map(({ nodeId, label, host, port, user, note = null }, index) => ({
      nodeId,
      label,
      alias: aliases[index] ?? label,
      host,
      port,
      user,
      command: sshCommand({ host, port, user }),
      note,
    })),
    sshConfig: sshConfig(clusterName, connectionDetails.ssh, knownHostsName(clusterName, digestOf(id))),
    ports: connectionDetails.ports.map(({ label, internalPort, externalPort, protocol, url, status = null }) => ({
      label,
      internalPort,
      externalPort,
      protocol,
      url,
      status,
    })),
    links: connectionDetails.links.map(({ label, url }) => ({ label, url })),
    kubernetes: connectionDetails.kubernetes && {
      endpoint: connectionDetails.kubernetes.endpoint,
      caData: connectionDetails.kubernetes.caData,
      command: connectionDetails.kubernetes.command,
    },
    notes: connectionDetails.notes ?? [],
  };
}

/** Short, and safe in a file name: ids may be long, and differ only in case. */
function digestOf(clusterId: string): string {
  return createHash("sha256").update(clusterId).digest("hex").slice(0, 12);
}
