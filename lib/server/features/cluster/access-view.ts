import "server-only";
import type { Access as AccessAnswer } from "@/lib/contract/access";
import type { Access } from "@/lib/domain/cluster/cluster";
import { sshCommand, sshConfig } from "@/lib/domain/connect/ssh";

/** `GET /api/clusters/{clusterId}/connection`. Commands are ours, from endpoints that were validated when they were read. */
export function accessView(clusterName: string, access: Access): AccessAnswer {
  return {
    ssh: access.ssh.map(({ nodeId, label, host, port, user }) => ({
      nodeId,
      label,
      host,
      port,
      user,
      command: sshCommand({ host, port, user }),
    })),
    sshConfig: sshConfig(clusterName, access.ssh),
    ports: access.ports.map(({ label, internalPort, externalPort, protocol, url }) => ({
      label,
      internalPort,
      externalPort,
      protocol,
      url,
    })),
    links: access.links.map(({ label, url }) => ({ label, url })),
    kubernetes: access.kubernetes && {
      endpoint: access.kubernetes.endpoint,
      caData: access.kubernetes.caData,
      command: access.kubernetes.command,
    },
  };
}
