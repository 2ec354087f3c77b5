import "server-only";
import type { ConnectionDetails as ConnectionAnswer } from "@/lib/contract/connection-details";
import type { ConnectionDetails } from "@/lib/domain/cluster/cluster";
import { sshAliases, sshCommand, sshConfig } from "@/lib/domain/connect/ssh";

/**
 * `GET /api/clusters/{clusterId}/connection`. We build the commands, from endpoints that were validated when they were
 * read.
 */
export function connectionDetailsView(clusterName: string, connectionDetails: ConnectionDetails): ConnectionAnswer {
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
    sshConfig: sshConfig(clusterName, connectionDetails.ssh),
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
