import "server-only";
import type { ConnectionDetails, ForwardedPort, SshEndpoint } from "@/lib/domain/cluster/cluster";
import { parseServiceUrl } from "@/lib/domain/connect/service-url";
import { isPort, parseSshEndpoint, refusedPort } from "@/lib/domain/connect/ssh";
import { withNotes } from "@/lib/domain/connect/with-notes";
import { parseTimestamp } from "@/lib/domain/time/timestamp";
import { formatUtcMinute } from "@/lib/domain/time/utc-minute";
import type { WireCluster, WirePortMapping, WireSshConnection } from "./wire";

/** `connectionDetails: null` where the answer says nothing of the network at all, as the lists do. */
export function connectionDetailsOf(
  cluster: WireCluster,
  label: string,
): { connectionDetails: ConnectionDetails | null; refusals: string[] } {
  const { network } = cluster;
  const mappings = network?.port_mappings ?? cluster.port_mappings;
  if (!network && !mappings) return { connectionDetails: null, refusals: [] };
  const ssh = sshOf(cluster, label);
  const proxyUrl = parseServiceUrl(network?.proxy_url);
  const ports = (mappings ?? []).flatMap((mapping) => mapping ?? []);
  const refusals = [
    ...(ssh !== null && "reason" in ssh ? [ssh.reason] : []),
    ...new Set(ports.flatMap((port) => refusedPort(label, [port.internal_port, port.external_port]) ?? [])),
    ...(network?.proxy_url && proxyUrl === null ? [refusedUrl("The proxy's URL", label)] : []),
    ...new Set(
      ports.flatMap(({ url }) => (url && parseServiceUrl(url) === null ? refusedUrl("A port's URL", label) : [])),
    ),
  ];
  const connectionDetails: ConnectionDetails = {
    ssh: ssh !== null && "host" in ssh ? [ssh] : [],
    ports: ports.flatMap((port) => toForwardedPort(port, cluster.id)),
    links: proxyUrl === null ? [] : [{ label: "Proxy", url: proxyUrl }],
    kubernetes: null,
  };
  return { connectionDetails: withNotes(connectionDetails, refusals), refusals };
}

function refusedUrl(what: string, label: string): string {
  return `${what} of ${label} is left out: it is not a plain web address`;
}

/** Built from its parts: the documented `connection_string` leaves out the port, and is a stranger's text in a shell. */
function sshOf({ id, network }: WireCluster, label: string): SshEndpoint | { reason: string } | null {
  const { host, port, username, ...about } = network?.ssh_connection ?? {};
  if (!host) return null;
  return parseSshEndpoint({ nodeId: id, label, host, port, user: username ?? "", ...noteOf(about) });
}

/** "connected, last connection 2024-01-15 15:42 UTC" */
function noteOf({ status, last_connection }: Pick<WireSshConnection, "status" | "last_connection">): { note?: string } {
  const last = parseTimestamp(last_connection);
  const note = [status, last === null ? null : `last connection ${formatUtcMinute(last)}`].filter(Boolean).join(", ");
  return note === "" ? {} : { note };
}

function toForwardedPort(mapping: WirePortMapping, nodeId: string): ForwardedPort[] {
  const internalPort = mapping.internal_port ?? 0;
  const externalPort = mapping.external_port ?? 0;
  if (!isPort(internalPort) || !isPort(externalPort)) return [];
  const protocol = mapping.protocol?.toLowerCase() === "udp" ? "udp" : "tcp";
  const label = mapping.description ?? `Port ${internalPort}`;
  const { status } = mapping;
  const url = parseServiceUrl(mapping.url);
  return [{ label, nodeId, internalPort, externalPort, protocol, url, ...(status && { status }) }];
}
