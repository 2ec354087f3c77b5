import "server-only";
import { type ClusterDetail, clusterDetailSchema } from "@/lib/contract/cluster";
import { guestClusterDetailSchema } from "@/lib/contract/guest";
import type { Role } from "@/lib/domain/people/role";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { AccountSnapshot, TrackedCluster } from "../../poller/account-snapshot";
import { clusterDetailView } from "./cluster-detail-view";
import { type FleetAnswer, writeOnce } from "./fleet-answer";
import { nextAgeing } from "./next-ageing";
import { contentOfAccount, contentOfClusters, revisionOf, seenHeaderOf } from "./seen";

type Reader = Role | "guest";

/** Lets through what this audience may see. */
interface Allowed {
  parse(detail: ClusterDetail): object;
}

/** Discarded with the snapshot that they are made from. */
const made = new WeakMap<AccountSnapshot, Map<string, FleetAnswer>>();

/** One cluster as this reader may see it: made once per poll, since it may be open on many screens. */
export function clusterAnswer(
  snapshot: AccountSnapshot,
  tracked: TrackedCluster,
  { reader, now }: { reader: Reader; now: EpochMs },
): FleetAnswer {
  const answers = made.get(snapshot) ?? new Map<string, FleetAnswer>();
  made.set(snapshot, answers);
  const key = `${reader} ${tracked.reading.providerClusterId}`;
  const known = answers.get(key);
  if (known !== undefined && now < known.validUntil) return known;
  const detail = clusterDetailView(snapshot, tracked, now, reader === "guest" ? "viewer" : reader);
  const allowed = reader === "guest" ? guestClusterDetailSchema : clusterDetailSchema;
  const answer = answerOf(detail, allowed, nextAgeing([snapshot], now));
  answers.set(key, answer);
  return answer;
}

function answerOf(detail: ClusterDetail, allowed: Allowed, validUntil: EpochMs): FleetAnswer {
  const { generatedAt: _, account, ...cluster } = detail;
  const [content] = contentOfClusters([cluster], [account]);
  const revision = revisionOf([content, contentOfAccount(account)]);
  return {
    etag: `W/"${revision}"`,
    seen: seenHeaderOf([account]),
    validUntil,
    body: writeOnce(() => allowed.parse(detail)),
  };
}
