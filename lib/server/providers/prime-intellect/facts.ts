import "server-only";
import type { Fact } from "@/lib/domain/cluster/cluster";
import { parseUsdPerHour } from "@/lib/domain/money/cost";
import { formatRate } from "@/lib/domain/money/format-usd";
import { parseTimestamp } from "@/lib/domain/time/timestamp";
import { formatUtcMinute } from "@/lib/domain/time/utc-minute";
import { parseItems } from "@/lib/server/providers/items";
import type { NoteOdd } from "@/lib/server/providers/read-leniently";
import { serviceAddress } from "@/lib/server/providers/service-address";
import { operatorFacts, toFacts } from "@/lib/server/providers/to-facts";
import { ownRole } from "./own-role";
import { statusOf } from "./status";
import { type WireCluster, type WireMachine, type WireNode, wireSshKeySchema } from "./wire";

const MAX_SSH_KEYS = 50;

/** What is true of a whole cluster of an admin's. */
export function factsOf(cluster: WireCluster, nodes: readonly WireNode[], noteOdd: NoteOdd): Fact[] {
  const orchestrator = [cluster.orchestratorType, cluster.orchestratorVersion].filter(Boolean).join(" ");
  const environments = [...new Set(nodes.map(({ environmentType }) => environmentType))].filter(Boolean).join(", ");
  const vault = typeof cluster.vaultEnabled === "boolean" ? (cluster.vaultEnabled ? "yes" : "no") : null;
  return [
    ...toFacts([
      ["Host provider", cluster.providerType],
      ["Rate if stopped", stoppedRateWords(cluster)],
      ["Orchestrator", orchestrator],
      ["Orchestrator deployment", cluster.orchestratorDeploymentStatus],
      ["Socket", cluster.socket],
      ["Environment", environments],
      ["SSH certificates from Vault", vault],
    ]),
    ...operatorFacts([["Orchestrator endpoint", serviceAddress(cluster.orchestratorEndpoint)]]),
    ...sshKeyFacts(cluster.sshKeys ?? [], noteOdd),
  ];
}

/** What is said of one node, whose cluster is hosted by `hostProvider`. */
export function nodeFactsOf(node: WireNode, hostProvider: string | null): Fact[] {
  const isTerminated = statusOf(node.status) === "terminated";
  return toFacts([
    ["Host provider", node.providerType === hostProvider ? null : node.providerType],
    ["Connection role", connectionRoles(node)],
    ["Ready at the host", timeWords(node.providerReadyAt)],
    ["Finalizer", node.finalizerStatus],
    ["Rate if stopped", stoppedRateWords(node)],
    ["Terminated", isTerminated ? timeWords(node.terminatedAt) : null],
  ]);
}

function connectionRoles({ connections }: WireNode): string {
  return [...new Set((connections ?? []).flatMap((connection) => ownRole(connection) ?? []))].join(", ");
}

/** What it would cost at rest, while it is not. Without a price for that, nothing is said: only of pods is it documented that the full one applies. */
export function stoppedRateWords({
  status,
  stoppedPriceHr,
}: Pick<WireMachine, "status" | "stoppedPriceHr">): string | null {
  const rate = parseUsdPerHour(stoppedPriceHr);
  if (rate === null || ["stopped", "terminating", "terminated"].includes(statusOf(status))) return null;
  return rate === 0 ? "nothing" : formatRate(rate);
}

function timeWords(text: string | null | undefined): string | null {
  const time = parseTimestamp(text);
  return time === null ? null : formatUtcMinute(time);
}

/** Whose keys are let in, by their fingerprints. A label of its own for each, because several keys may have one role. */
function sshKeyFacts(keys: readonly unknown[], noteOdd: NoteOdd): Fact[] {
  const { items } = parseItems(keys.slice(0, MAX_SSH_KEYS), wireSshKeySchema, () => null, noteOdd);
  const seen = new Map<string, number>();
  return items.map(({ role, publicKey }) => {
    const name = role ?? "key";
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    const value = publicKey ? `${publicKey.fingerprint} (${publicKey.type})` : "its fingerprint is not known";
    return { label: count === 1 ? name : `${name} ${count}`, value, group: "SSH keys" };
  });
}
