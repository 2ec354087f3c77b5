import "server-only";
import type { ConnectionDetails, ForwardedPort, ServiceLink, SshEndpoint } from "@/lib/domain/cluster/cluster";
import { isPort, parseSshEndpoint, refusedPort } from "@/lib/domain/connect/ssh";
import { withNotes } from "@/lib/domain/connect/with-notes";
import { stateOf } from "./state";
import type { WireEndpoint, WirePod } from "./wire";

const SSH_PORT = 22;
const PROXY_NOTE = "Through RunPod's proxy, a shell only: no scp, sftp, rsync or port forwarding";
/** Part of a host name, where RunPod's web proxy puts it. */
const HOST_LABEL = /^[a-z0-9](?:[a-z0-9-]{0,40}[a-z0-9])?$/i;

export interface PodConnection {
  /** Straight to the pod first. */
  ssh: SshEndpoint[];
  ports: ForwardedPort[];
  links: ServiceLink[];
  /** Why a way in is left out. */
  refusals: string[];
}

/** A pod that does not run keeps the address of the proxy, which then leads nowhere. */
export function connectionOf(pod: WirePod, label: string): PodConnection {
  if (stateOf(pod.status).status !== "running") return { ssh: [], ports: [], links: [], refusals: [] };
  const direct = sshOf(pod.ssh?.direct, { nodeId: pod.id, label });
  const relayed = { note: PROXY_NOTE, isRelay: true, isShellOnly: true } as const;
  const proxy = sshOf(pod.ssh?.proxy, { nodeId: pod.id, label: `${label} proxy`, ...relayed });
  const ways = [direct, proxy].filter((way) => way !== null);
  const mapped = pod.runtime?.ports ?? [];
  const refusals = mapped.flatMap((port) => refusedPort(label, [port.private, port.public]) ?? []);
  return {
    ssh: ways.flatMap((way) => ("host" in way ? way : [])),
    ports: mapped.flatMap((port) => forwardedPort(port, pod.id, label)),
    links: mapped.flatMap((port) => webLink(port, pod.id, label)),
    refusals: [...ways.flatMap((way) => ("reason" in way ? way.reason : [])), ...new Set(refusals)],
  };
}

/** The ways that lead to the pods themselves come first, as they carry all of ssh. */
export function joinConnections(parts: readonly PodConnection[]): ConnectionDetails {
  const ways = parts.flatMap(({ ssh }) => ssh);
  const all = {
    ssh: [...ways.filter(({ isRelay }) => !isRelay), ...ways.filter(({ isRelay }) => isRelay)],
    ports: parts.flatMap(({ ports }) => ports),
    links: parts.flatMap(({ links }) => links),
    kubernetes: null,
  };
  return withNotes(
    all,
    parts.flatMap(({ refusals }) => refusals),
  );
}

/** The command that RunPod sends along is a stranger's text in a shell, and not read. */
function sshOf(
  endpoint: WireEndpoint,
  about: Pick<SshEndpoint, "nodeId" | "label" | "note" | "isRelay" | "isShellOnly">,
) {
  if (!endpoint?.host) return null;
  return parseSshEndpoint({ ...about, host: endpoint.host, port: endpoint.port, user: endpoint.username ?? "" });
}

type WirePort = NonNullable<NonNullable<NonNullable<WirePod["runtime"]>["ports"]>[number]>;

/** What is mapped to a public port; ssh itself is a way in of its own. */
function forwardedPort(port: WirePort, nodeId: string, label: string): ForwardedPort[] {
  const [internalPort, externalPort] = [port.private ?? 0, port.public ?? 0];
  const protocol = port.type?.toLowerCase();
  if ((protocol !== "tcp" && protocol !== "udp") || internalPort === SSH_PORT) return [];
  if (!isPort(internalPort) || !isPort(externalPort)) return [];
  return [{ label: `${label} port ${internalPort}`, nodeId, internalPort, externalPort, protocol, url: null }];
}

/** What is exposed by http is reached through RunPod's web proxy alone, whatever address the mapping names. */
function webLink({ private: internalPort, type }: WirePort, podId: string, label: string): ServiceLink[] {
  if (type?.toLowerCase() !== "http" || !isPort(internalPort ?? 0) || !HOST_LABEL.test(podId)) return [];
  return [{ label: `${label} port ${internalPort}`, url: `https://${podId}-${internalPort}.proxy.runpod.net` }];
}
