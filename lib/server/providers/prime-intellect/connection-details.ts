import "server-only";
import type { ConnectionDetails, ForwardedPort, SshEndpoint } from "@/lib/domain/cluster/cluster";
import { isPort, parseSshEndpoint, refusedPort, type SshCandidate } from "@/lib/domain/connect/ssh";
import { parseSshTexts } from "@/lib/domain/connect/ssh-text";
import type { WireNode, WirePod } from "./wire";

export interface DetailsWithReasons {
  connectionDetails: ConnectionDetails;
  /** Why an address was left out. The text itself is not repeated. */
  reasons: string[];
}

const DEFAULT_SSH_PORT = 22;

/** The addresses of an admin's nodes; one that has no host yet is passed over in silence. */
export function detailsOfNodes(nodes: readonly WireNode[]): DetailsWithReasons {
  const candidates = nodes.flatMap((node) =>
    (node.connections ?? []).flatMap(({ host, port, user }): SshCandidate[] =>
      host
        ? [{ nodeId: node.id, label: node.name ?? node.id, host, port: port ?? DEFAULT_SSH_PORT, user: user ?? "" }]
        : [],
    ),
  );
  return checked(candidates, [], []);
}

/** Pods give whole ssh commands, one or several, with `null` for what is not ready yet. They are taken apart and never repeated. */
export function detailsOfPods(pods: readonly WirePod[]): DetailsWithReasons {
  const candidates: SshCandidate[] = [];
  const reasons: string[] = [];
  for (const { id, name, sshConnection, primePortMapping } of pods) {
    const label = name ?? id;
    for (const { internal, external, usedBy } of primePortMapping ?? []) {
      const refusal = usedBy === "SSH" ? null : refusedPort(label, [internal, external]);
      if (refusal !== null) reasons.push(refusal);
    }
    for (const target of parseSshTexts(sshConnection)) {
      if ("host" in target) candidates.push({ nodeId: id, label, ...target });
      else reasons.push(`SSH for ${label} is left out: ${target.problem}`);
    }
  }
  return checked(candidates, pods.flatMap(portsOf), reasons);
}

function checked(candidates: readonly SshCandidate[], ports: ForwardedPort[], reasons: string[]): DetailsWithReasons {
  const results = candidates.map(parseSshEndpoint);
  const ssh = results.filter((result): result is SshEndpoint => "host" in result);
  const refused = results.flatMap((result) => ("reason" in result ? [result.reason] : []));
  return {
    connectionDetails: { ssh, ports, links: [], kubernetes: null },
    reasons: [...new Set([...reasons, ...refused])],
  };
}

/** The wire gives ports as text. SSH's own has its command already. */
function portsOf({ id, name, primePortMapping }: WirePod): ForwardedPort[] {
  return (primePortMapping ?? []).flatMap(({ internal, external, protocol, usedBy }): ForwardedPort[] => {
    const internalPort = Number(internal ?? Number.NaN);
    const externalPort = Number(external ?? Number.NaN);
    if (usedBy === "SSH" || !isPort(internalPort) || !isPort(externalPort)) return [];
    const use = usedBy ? usedBy.replaceAll("_", " ").toLowerCase() : `port ${internalPort}`;
    const label = `${name ?? id}: ${use}`;
    return [
      { label, internalPort, externalPort, protocol: protocol?.toUpperCase() === "UDP" ? "udp" : "tcp", url: null },
    ];
  });
}
