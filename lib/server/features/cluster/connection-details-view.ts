import "server-only";
import { createHash } from "node:crypto";
import type { ConnectionDetails as ConnectionAnswer } from "@/lib/contract/connection-details";
import type { ConnectionDetails } from "@/lib/domain/cluster/cluster";
import { knownHostsName, sshAliases, sshCommand, sshConfig } from "@/lib/domain/connect/ssh";

interface Named {
  id: string;
  name: string;
  /** If other clusters have its name: two must not get the same aliases in ssh_config. */
  distinctName?: string | undefined;
}

/**
 * `GET /api/clusters/{clusterId}/connection`. We build the commands, from endpoints that were validated when they were
 * read. Known hosts stay in the same file whatever other clusters are called, so that no key is forgotten.
 */
export function connectionDetailsView(
  { id, name, distinctName = name }: Named,
  connectionDetails: ConnectionDetails,
): ConnectionAnswer {
  const aliases = sshAliases(distinctName, connectionDetails.ssh);
  return {
    ssh: connectionDetails.ssh.map(({ nodeId, label, host, port, user, note = null, isShellOnly = false }, index) => ({
      nodeId,
      label,
      alias: aliases[index] ?? label,
      host,
      port,
      user,
      command: sshCommand({ host, port, user }),
      note,
      isShellOnly,
    })),
    sshConfig: sshConfig(distinctName, connectionDetails.ssh, knownHostsName(name, digestOf(id))),
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
