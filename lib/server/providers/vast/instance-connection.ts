import "server-only";
import type { ForwardedPort, SshEndpoint } from "@/lib/domain/cluster/cluster";
import { isPort, parseSshEndpoint, refusedPort } from "@/lib/domain/connect/ssh";
import { stateOf } from "./state";
import type { WireInstance } from "./wire";

export interface WaysIn {
  ssh: SshEndpoint[];
  ports: ForwardedPort[];
  /** Why a way in is left out. */
  refusals: string[];
}

interface OpenPort {
  internalPort: number;
  externalPort: number;
  protocol: "tcp" | "udp";
}

const SSH_PORT = 22;
const USER = "root";
const PORT_NAME = /^(\d{1,9})\/(tcp|udp)$/;
const NO_WAYS_IN: WaysIn = { ssh: [], ports: [], refusals: [] };

/** Straight to the host where it forwards a port to ssh, and through Vast.ai's own relay. Only of an instance that runs. */
export function waysInto(instance: WireInstance, label: string): WaysIn {
  const { status } = stateOf(instance);
  if (status !== "running" && status !== "stopping") return NO_WAYS_IN;
  const { id, public_ipaddr: host, ssh_host: relay, ssh_port: relayPort } = instance;
  const open = openPorts(instance);
  const direct = open.find(({ internalPort, protocol }) => internalPort === SSH_PORT && protocol === "tcp");
  const login = { nodeId: id, label, user: USER };
  const parsed = [
    ...(host && direct !== undefined
      ? [parseSshEndpoint({ ...login, host, port: direct.externalPort, note: "direct" })]
      : []),
    ...(relay && relayPort
      ? [parseSshEndpoint({ ...login, host: relay, port: relayPort, note: "through Vast.ai's relay", isRelay: true })]
      : []),
  ];
  const others = open.filter((port) => port !== direct);
  return {
    // By its id alone, which is what sets it apart: the name in an ssh_config begins with the cluster's.
    ssh: parsed.flatMap((endpoint) =>
      "host" in endpoint ? { ...endpoint, label: endpoint.isRelay ? `${id} relay` : id } : [],
    ),
    ports: others.flatMap((port) => toForwardedPort(port, id, label)),
    refusals: [
      ...parsed.flatMap((endpoint) => ("reason" in endpoint ? endpoint.reason : [])),
      ...others.flatMap(({ internalPort, externalPort }) => refusedPort(label, [internalPort, externalPort]) ?? []),
    ],
  };
}

/** Docker lists a port once for IPv4 and once for IPv6. */
function openPorts({ ports }: WireInstance): OpenPort[] {
  return Object.entries(ports ?? {}).flatMap(([name, bindings]): OpenPort[] => {
    const [, number, protocol] = PORT_NAME.exec(name) ?? [];
    if (number === undefined) return [];
    const externalPorts = new Set((bindings ?? []).flatMap(({ HostPort }) => HostPort ?? []));
    return [...externalPorts].map((externalPort) => ({
      internalPort: Number(number),
      externalPort,
      protocol: protocol === "udp" ? "udp" : "tcp",
    }));
  });
}

function toForwardedPort(
  { internalPort, externalPort, protocol }: OpenPort,
  nodeId: string,
  label: string,
): ForwardedPort[] {
  if (!isPort(internalPort) || !isPort(externalPort)) return [];
  return [{ label: `${label} port ${internalPort}`, nodeId, internalPort, externalPort, protocol, url: null }];
}
