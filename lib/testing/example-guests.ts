import "server-only";
import { guestClusterDetailSchema } from "@/lib/contract/guest";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import { usdMicros } from "@/lib/domain/money/cost";
import type { AccountSnapshot, TrackedCluster } from "@/lib/server/poller/account-snapshot";
import { createGuestFleetAnswers } from "@/lib/server/sharing/guests/guest-fleet-answers";
import { createGuestFleets } from "@/lib/server/sharing/guests/guest-fleets";
import type { LinkTerms, StoredLink } from "@/lib/server/sharing/links/stored-link";
import { clusterDetailView } from "@/lib/server/views/fleet/cluster-detail-view";
import { previewView } from "@/lib/server/views/fleet/preview-view";
import { exampleLink, NOW } from "./example-links";

export const CANARY = "CANARY";

/** An account in whose snapshot everything that a guest must not read contains the canary. */
export function guardedSnapshot(id: string, readings: ClusterReading[]): AccountSnapshot {
  const track = (reading: ClusterReading): TrackedCluster => ({
    reading,
    observedAt: NOW,
    statusSince: NOW,
    statusMayBeOlder: false,
    missed: null,
    details: { reading, readAt: NOW },
  });
  return {
    id,
    provider: { id: "acme", label: "Acme" },
    label: `label-${CANARY}`,
    canCreate: true,
    state: "failing",
    paused: null,
    pollIntervalMs: 15_000,
    lastSuccessAt: NOW,
    lastAttemptAt: NOW,
    nextAttemptAt: NOW,
    problem: { code: "auth", detail: `problem-${CANARY}`, since: NOW },
    billing: {
      balanceUsdMicros: usdMicros(1_234_567),
      suspension: CANARY,
      quotas: [{ label: CANARY, used: 1, allowed: 2 }],
      readAt: NOW,
    },
    warnings: [`warning-${CANARY}`],
    clusters: new Map(readings.map((reading) => [reading.providerClusterId, track(reading)])),
    gone: new Map(),
  };
}

export function guestLink(terms: Partial<LinkTerms>, aliasKey?: string): StoredLink {
  return exampleLink({ scope: { accountIds: ["one"], clusterIds: [] }, ...terms }, aliasKey);
}

/** What the guests of any link to these accounts are told. */
export function guestsOf(snapshots: readonly AccountSnapshot[]) {
  const store = { accounts: () => [...snapshots], revision: () => "1" };
  const numberClusters = async (_link: string, ids: readonly string[]) =>
    new Map(ids.map((id, index) => [id, index + 1]));
  const guestFleets = createGuestFleets(store, { numberClusters });
  const guestSummaries = { of: async () => null };
  const now = () => NOW;
  const answers = createGuestFleetAnswers({
    store,
    guestFleets,
    guestSummaries,
    demo: false,
    billingTimeZone: "UTC",
    now,
  });
  const answerFor = async (link: StoredLink) => {
    const answer = await answers.of(link);
    return JSON.parse(Buffer.from(await answer.body("identity")).toString());
  };
  return { guestFleets, answers, answerFor };
}

/** Everything that a guest is ever told, as text. */
export async function allAnswers(snapshots: readonly AccountSnapshot[], link: StoredLink): Promise<string> {
  const { guestFleets, answerFor } = guestsOf(snapshots);
  const shown = await guestFleets.snapshots(link);
  const details = shown.flatMap((snapshot) =>
    [...snapshot.clusters.values(), ...snapshot.gone.values()].map((tracked) =>
      guestClusterDetailSchema.parse(clusterDetailView(snapshot, tracked, NOW)),
    ),
  );
  const preview = await previewView(shown, { now: NOW, demo: false, showsCosts: link.show.costs, timeZone: "UTC" });
  return JSON.stringify([await answerFor(link), details, preview]);
}
