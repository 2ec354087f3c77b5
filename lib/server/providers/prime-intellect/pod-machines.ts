import "server-only";
import type { NodeReading } from "@/lib/domain/cluster/cluster";
import { parseSshTexts, type SshProblem, type SshTarget } from "@/lib/domain/connect/ssh-text";
import { UNKNOWN_RATE } from "@/lib/domain/money/rate";
import { statusOf } from "./status";
import type { WirePod } from "./wire";

/** One machine of a pod, which may have several. */
export interface PodMachine {
  nodeId: string;
  name: string;
  /** Where to log in; `null` while that is not known, and once it has no address any more. */
  ssh: SshTarget | SshProblem | null;
}

/** The user of those pods whose port is forwarded to, as they are containers. Prime Intellect does not state it. */
export const ASSUMED_USER = "root";

/** As many as there are ways in, or addresses. The first has the pod's own id, by which it is billed. */
export function machinesOf(pod: WirePod): PodMachine[] {
  const { id, sshConnection, ip } = pod;
  const name = pod.name ?? id;
  const given = parseSshTexts(sshConnection);
  const ways = given.length > 0 ? given : forwardedWays(pod);
  const count = Math.max(1, ways.length, ip?.length ?? 0);
  const hasLost = statusOf(pod.status) === "stopped" && addressesOf(pod).length === 0;
  return Array.from({ length: count }, (_, index) => ({
    nodeId: index === 0 ? id : `${id}-${index + 1}`,
    name: count === 1 ? name : `${name}-${index + 1}`,
    ssh: hasLost ? null : (ways[index] ?? null),
  }));
}

/** Whether SSH is reached by a forwarded port alone, so that its user is assumed. */
export function isUserAssumed(pod: WirePod): boolean {
  return parseSshTexts(pod.sshConnection).length === 0 && machinesOf(pod).some(({ ssh }) => ssh !== null);
}

/** A pod's reading as those of its machines, of which each has its share of the GPUs; the price is the pod's. */
export function toNodes(pod: WirePod, reading: NodeReading): NodeReading[] {
  const machines = machinesOf(pod);
  if (machines.length === 1) return [reading];
  // Its id is that of all of them together.
  const { machineIds: _, ...common } = reading;
  const share = (reading.gpuCount ?? Number.NaN) / machines.length;
  return machines.map(({ nodeId, name }) => ({
    ...common,
    id: nodeId,
    name,
    gpuCount: Number.isInteger(share) ? share : null,
    rate: { ...UNKNOWN_RATE, billing: reading.rate.billing, note: `Priced together with the pod ${reading.name}` },
  }));
}

/** Without a text of its own, SSH may still be reached by the port that is forwarded to it. */
function forwardedWays(pod: WirePod): SshTarget[] {
  if (statusOf(pod.status) !== "running") return [];
  const ports = (pod.primePortMapping ?? []).flatMap(({ external, usedBy }) =>
    isSsh(usedBy) && external ? [external] : [],
  );
  const [first] = ports;
  if (first === undefined) return [];
  return addressesOf(pod).map((host, index) => ({ host, port: ports[index] ?? first, user: ASSUMED_USER }));
}

export function isSsh(use: string | null | undefined): boolean {
  return use?.trim().toUpperCase() === "SSH";
}

function addressesOf({ ip }: WirePod): string[] {
  return (ip ?? []).flatMap((address) => address?.trim() || []);
}
