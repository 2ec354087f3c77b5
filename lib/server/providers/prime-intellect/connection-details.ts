import "server-only";
import type { ConnectionDetails, ForwardedPort, SshEndpoint } from "@/lib/domain/cluster/cluster";
import { isPort, parseSshEndpoint, refusedPort, type SshCandidate } from "@/lib/domain/connect/ssh";
import { withNotes } from "@/lib/domain/connect/with-notes";
import { ownRole } from "./own-role";
import { isSsh, machinesOf } from "./pod-machines";
import { isGoing } from "./status";
import type { WireConnection, WireNode, WirePod } from "./wire";

export interface DetailsWithReasons {
  connectionDetails: ConnectionDetails;
  /** Why an address was left out. The text itself is not repeated. */
  reasons: string[];
}

/** The addresses of an admin's nodes; one that has no host yet, or that goes, is passed over in silence. */
export function detailsOfNodes(nodes: readonly WireNode[]): DetailsWithReasons {
  const candidates = nodes
    .filter(({ status }) => !isGoing(status))
    .flatMap(({ id, name, connections }) =>
      (connections ?? []).flatMap(({ host, port, user, ...about }): SshCandidate[] =>
        host ? [{ nodeId: id, label: name ?? id, host, port, user: user ?? "", ...noteOf(about) }] : [],
      ),
    );
  return checked(candidates, [], []);
}

function noteOf(connection: Pick<WireConnection, "role" | "isControlNode">): Pick<SshCandidate, "note"> {
  const role = ownRole(connection);
  const note = [connection.isControlNode ? "control node" : null, role && `role ${role}`].filter(Boolean).join(", ");
  return note === "" ? {} : { note };
}

/** Pods give whole ssh commands, one or several, with `null` for what is not ready yet. They are taken apart and never repeated. */
export function detailsOfPods(pods: readonly WirePod[]): DetailsWithReasons {
  const candidates: SshCandidate[] = [];
  const reasons: string[] = [];
  const living = pods.filter(({ status }) => !isGoing(status));
  for (const pod of living) {
    for (const { internal, external, usedBy } of pod.primePortMapping ?? []) {
      const refusal = isSsh(usedBy) ? null : refusedPort(pod.name ?? pod.id, [internal, external]);
      if (refusal !== null) reasons.push(refusal);
    }
    for (const { nodeId, name: label, ssh } of machinesOf(pod)) {
      if (ssh === null) continue;
      if ("host" in ssh) candidates.push({ nodeId, label, ...ssh });
      else reasons.push(`SSH for ${label} is left out: ${ssh.problem}`);
    }
  }
  return checked(candidates, living.flatMap(portsOf), reasons);
}

function checked(candidates: readonly SshCandidate[], ports: ForwardedPort[], reasons: string[]): DetailsWithReasons {
  const results = candidates.map(parseSshEndpoint);
  const ssh = results.filter((result): result is SshEndpoint => "host" in result);
  const refused = results.flatMap((result) => ("reason" in result ? [result.reason] : []));
  const left = [...new Set([...reasons, ...refused])];
  return { connectionDetails: withNotes({ ssh, ports, links: [], kubernetes: null }, left), reasons: left };
}

/** SSH's own is a way in already, unless its address is not known. */
function portsOf(pod: WirePod): ForwardedPort[] {
  const canLogIn = machinesOf(pod).some(({ ssh }) => ssh !== null);
  return (pod.primePortMapping ?? []).flatMap(
    ({ internal, external, protocol, usedBy, description }): ForwardedPort[] => {
      const internalPort = internal ?? 0;
      const externalPort = external ?? 0;
      if ((isSsh(usedBy) && canLogIn) || !isPort(internalPort) || !isPort(externalPort)) return [];
      const use = description ?? (usedBy ? usedBy.replaceAll("_", " ").toLowerCase() : `port ${internalPort}`);
      return [
        {
          ...{ label: `${pod.name ?? pod.id}: ${use}`, nodeId: pod.id, internalPort, externalPort },
          ...{ protocol: protocol?.toUpperCase() === "UDP" ? "udp" : "tcp", url: null },
        },
      ];
    },
  );
}
