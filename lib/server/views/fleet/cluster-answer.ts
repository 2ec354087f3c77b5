import "server-only";
import { type ClusterDetail, clusterDetailSchema } from "@/lib/contract/cluster";
import { guestClusterDetailSchema } from "@/lib/contract/guest";
import { clusterIdOf } from "@/lib/domain/cluster/identity";
import type { Role } from "@/lib/domain/people/role";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { AccountSnapshot, TrackedCluster } from "../../poller/account-snapshot";
import { clusterDetailView } from "./cluster-detail-view";
import { withFailures } from "./cluster-entry";
import { distinctClusterNames, withDistinctName } from "./distinct-clusters";
import { answerOf, type FleetAnswer } from "./fleet-answer";
import type { HistorySummary } from "./history-summary";
import { nextAgeing } from "./next-ageing";
import { revisionOf } from "./seen";
import { sharedViews, withSharedMachines } from "./shared-views";

/** A cluster, and what else its page says of it. */
interface ShownCluster {
  snapshot: AccountSnapshot;
  tracked: TrackedCluster;
  /** The fleet that the reader sees. */
  snapshots: readonly AccountSnapshot[];
  summary: HistorySummary | null;
}

interface Reading {
  reader: Role | "guest";
  now: EpochMs;
}

/** Discarded with the snapshot that they are made from. */
const made = new WeakMap<AccountSnapshot, Map<string, FleetAnswer>>();

/** One cluster as this reader may see it: made once per poll, since it may be open on many screens. */
export function clusterAnswer(cluster: ShownCluster, { reader, now }: Reading): FleetAnswer {
  const { snapshot, tracked, snapshots, summary } = cluster;
  const answers = made.get(snapshot) ?? new Map<string, FleetAnswer>();
  made.set(snapshot, answers);
  const { providerClusterId } = tracked.reading;
  const id = clusterIdOf(snapshot.id, providerClusterId);
  const names = distinctClusterNames(snapshots);
  const shared = sharedViews(snapshots);
  const key = JSON.stringify([
    reader,
    providerClusterId,
    names.get(id),
    summary?.failures.get(id),
    shared.get(id)?.key,
  ]);
  const known = answers.get(key);
  if (known !== undefined && now < known.validUntil) return known;
  const view = clusterDetailView(snapshot, tracked, now, reader === "guest" ? "viewer" : reader);
  const answer = detailAnswerOf(withSharedMachines(withFailures(withDistinctName(view, names), summary), shared), {
    reader,
    validUntil: nextAgeing([snapshot], now),
  });
  answers.set(key, answer);
  return answer;
}

interface DetailWriting {
  reader: Reading["reader"];
  validUntil: EpochMs;
}

function detailAnswerOf(detail: ClusterDetail, { reader, validUntil }: DetailWriting): FleetAnswer {
  const allowed = reader === "guest" ? guestClusterDetailSchema : clusterDetailSchema;
  const { account, generatedAt, ...cluster } = allowed.parse(detail);
  return answerOf(
    { generatedAt, accounts: [account], clusters: [cluster] },
    { validUntil, revisionOf, write: () => JSON.stringify({ ...cluster, account, generatedAt }) },
  );
}
