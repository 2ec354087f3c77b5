import "server-only";
import type { Fact } from "@/lib/domain/cluster/cluster";
import { formatCounted } from "@/lib/domain/text/format";
import { joinValues, type Value } from "@/lib/server/providers/join-values";
import { toFacts } from "@/lib/server/providers/to-facts";
import { stoppedRateWords } from "./facts";
import { ASSUMED_USER, isUserAssumed } from "./pod-machines";
import type { WirePod } from "./wire";

/** What is true of a group of pods; where they differ, each value once. */
export function podFactsOf(pods: readonly WirePod[]): Fact[] {
  const joined = (read: (pod: WirePod) => Value) => joinValues(pods.map(read));
  return toFacts([
    ["Host provider", joined(({ providerType }) => providerType)],
    ["Rental", pods.some(({ isSpot }) => isSpot) ? "Spot: it may be reclaimed at any time" : null],
    ["Restarts by itself", pods.some(({ autoRestart }) => autoRestart) ? "yes" : null],
    [pods.length === 1 ? "Rate if stopped" : "Rate if stopped, per pod", joined(stoppedRateWords)],
    ["Socket", joined(({ socket }) => socket)],
    ["vCPUs per pod", joined(({ resources }) => resources?.vcpus)],
    ["Memory per pod (GB)", joined(({ resources }) => resources?.memory)],
    ["Disk per pod (GB)", joined(({ resources }) => resources?.disk)],
    ["Shared disk (GB)", joined(({ resources }) => resources?.shared_disk)],
    ["Disks attached", attachedWords(pods)],
    ["Environment", joined(({ environmentType }) => environmentType)],
    ["SSH user", pods.some(isUserAssumed) ? `not stated; ${ASSUMED_USER} is assumed` : null],
  ]);
}

/** "2 disks, of which 1 shared" */
function attachedWords(pods: readonly WirePod[]): string | null {
  const disks = pods.flatMap(({ attachedResources }) => attachedResources ?? []);
  if (disks.length === 0) return null;
  const shared = disks.filter(({ isShared }) => isShared).length;
  return `${formatCounted(disks.length, "disk")}${shared > 0 ? `, of which ${shared} shared` : ""}`;
}
