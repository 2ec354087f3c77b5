import "server-only";
import type { ConnectionDetails, SshEndpoint } from "@/lib/domain/cluster/cluster";
import { parseSshEndpoint, type SshCandidate } from "@/lib/domain/connect/ssh";
import { withNotes } from "@/lib/domain/connect/with-notes";
import { stateOf } from "./state";
import type { WireCluster, WireInstance, WireWorker } from "./wire";

export interface DetailsWithReasons {
  connectionDetails: ConnectionDetails;
  /** Why an address was left out. */
  reasons: string[];
}

const LOGIN = { port: 22, user: "root" };

export function instanceConnection(instance: WireInstance, name: string): DetailsWithReasons {
  const candidates =
    isUp(instance) && instance.ip ? [{ ...LOGIN, nodeId: instance.id, label: name, host: instance.ip }] : [];
  return checked(candidates, []);
}

/** The jump host first: workers without a public address are entered from there. */
export function clusterConnection(
  cluster: WireCluster,
  workers: readonly WireWorker[],
  name: string,
): DetailsWithReasons {
  if (!isUp(cluster)) return checked([], []);
  const up = workers.filter(isUp);
  const inside = up.filter(({ public_ip, private_ip }) => !public_ip && private_ip);
  return checked(
    [
      ...(cluster.ip
        ? [{ ...LOGIN, nodeId: cluster.id, label: `${name} jump host`, host: cluster.ip, note: "jump host" }]
        : []),
      ...up.flatMap(({ id, hostname, public_ip: host }): SshCandidate[] =>
        host && host !== cluster.ip ? [{ ...LOGIN, nodeId: id, label: hostname ?? id, host }] : [],
      ),
    ],
    inside.map(
      ({ id, hostname }) => `${hostname ?? id} has no public address: log in to the jump host, and from there to it`,
    ),
  );
}

function isUp({ status }: { status?: string | null | undefined }): boolean {
  return stateOf(status).status === "running";
}

function checked(candidates: readonly SshCandidate[], notes: readonly string[]): DetailsWithReasons {
  const results = candidates.map(parseSshEndpoint);
  const ssh = results.filter((result): result is SshEndpoint => "host" in result);
  const reasons = results.flatMap((result) => ("reason" in result ? [result.reason] : []));
  const details = { ssh, ports: [], links: [], kubernetes: null };
  return { connectionDetails: withNotes(details, [...reasons, ...notes]), reasons };
}
