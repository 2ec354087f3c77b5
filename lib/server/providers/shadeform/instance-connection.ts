import "server-only";
import type { ConnectionDetails, ForwardedPort, SshEndpoint } from "@/lib/domain/cluster/cluster";
import { isPort, parseSshEndpoint, refusedPort } from "@/lib/domain/connect/ssh";
import { withNotes } from "@/lib/domain/connect/with-notes";
import { isReclaimed, stateOf } from "./state";
import type { WireInstance, WirePortMapping } from "./wire";

const DEFAULT_SSH_PORT = 22;

/**
 * `null` before boot, when there is no address, and once the machine goes, when its address may soon be another's; the reason where the
 * address, user or port is not fit for a command.
 */
export function sshOf(instance: WireInstance, label: string): SshEndpoint | { reason: string } | null {
  const { id, ip, ssh_user, ssh_port } = instance;
  if (!ip || isGoing(instance)) return null;
  return parseSshEndpoint({ nodeId: id, label, host: ip, user: ssh_user ?? "", port: ssh_port ?? DEFAULT_SSH_PORT });
}

export function portsOf(instance: WireInstance, label: string): ForwardedPort[] {
  if (isGoing(instance)) return [];
  return (instance.port_mappings ?? []).flatMap((mapping) => toForwardedPort(mapping, instance.id, label));
}

/** Why ports are left out. */
export function portRefusals({ port_mappings }: WireInstance, label: string): string[] {
  const refusals = (port_mappings ?? []).flatMap(
    (mapping) =>
      refusedPort(label, [
        mapping.internal_port ?? mapping.container_port,
        mapping.external_port ?? mapping.host_port,
      ]) ?? [],
  );
  return [...new Set(refusals)];
}

export function joinConnectionDetails(
  parts: readonly { ssh: SshEndpoint | null; ports: ForwardedPort[]; refusals: readonly string[] }[],
): ConnectionDetails {
  const connectionDetails: ConnectionDetails = {
    ssh: parts.flatMap(({ ssh }) => ssh ?? []),
    ports: parts.flatMap(({ ports }) => ports),
    links: [],
    kubernetes: null,
  };
  return withNotes(
    connectionDetails,
    parts.flatMap(({ refusals }) => refusals),
  );
}

function isGoing({ status: word, status_details }: WireInstance): boolean {
  const { status } = stateOf(word);
  return status === "terminating" || status === "terminated" || isReclaimed(status_details);
}

function toForwardedPort(mapping: WirePortMapping, nodeId: string, label: string): ForwardedPort[] {
  const internalPort = mapping.internal_port ?? mapping.container_port ?? 0;
  const externalPort = mapping.external_port ?? mapping.host_port ?? 0;
  if (!isPort(internalPort) || !isPort(externalPort)) return [];
  return [{ label: `${label} port ${internalPort}`, nodeId, internalPort, externalPort, protocol: "tcp", url: null }];
}
