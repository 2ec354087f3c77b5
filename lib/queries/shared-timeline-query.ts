import { sharedTimelineSchema } from "@/lib/contract/shared";
import { timelineFromShared } from "./from-shared";
import { requestJson } from "./request";
import { sharedClusterPath } from "./shared-cluster-query";
import { type TimelineQuestion, timelineQueryAt } from "./timeline-query";

/** What a cluster of a share link was, by its alias. */
export function sharedTimelineQuery(path: string, showsCosts: boolean, question: TimelineQuestion) {
  return timelineQueryAt(sharedClusterPath(path, question.clusterId), question, async (asked, signal) =>
    timelineFromShared(await requestJson(asked, sharedTimelineSchema, { signal }), showsCosts),
  );
}
