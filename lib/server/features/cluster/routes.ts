import "server-only";
import { clusterDetailSchema } from "@/lib/contract/cluster";
import { connectionDetailsSchema } from "@/lib/contract/connection-details";
import { timelineSchema } from "@/lib/contract/timeline";
import { recordAudit } from "../../auth/audit/audit";
import { defineRoute } from "../../http/define-route";
import { findCluster } from "../../http/find-cluster";
import { holderOf } from "../../http/holder-of";
import { sendRevision, WAIT_QUERY } from "../../http/send-revision";
import { clientAddress } from "../../security/client-address";
import { clusterAnswer } from "../../views/fleet/cluster-answer";
import { distinctClusterNames } from "../../views/fleet/distinct-clusters";
import { TIMELINE_QUERY } from "../../views/timeline/timeline-query";
import { answerTimeline } from "./answer-timeline";
import { connectionDetailsView } from "./connection-details-view";
import { readConnectionDetails } from "./read-connection-details";

export const showCluster = defineRoute({
  method: "GET",
  path: "/api/clusters/{clusterId}",
  audience: "viewer",
  summary: "One cluster",
  query: WAIT_QUERY,
  answer: clusterDetailSchema,
  run: ({ application, param, person, identifyAgain, request }) =>
    sendRevision({
      ...{ request, heldAnswers: application.heldAnswers, holder: () => holderOf({ person, request }) },
      ...{ viewer: person, admitAgain: identifyAgain },
      current: ({ role }) => {
        const { snapshot, tracked } = findCluster(application, param("clusterId"));
        return clusterAnswer(
          { snapshot, tracked, snapshots: application.poller.store.accounts(), summary: application.historySummary() },
          { reader: role, now: application.coordination.now() },
        );
      },
    }),
});

export const showConnection = defineRoute({
  method: "GET",
  path: "/api/clusters/{clusterId}/connection",
  audience: "operator",
  summary: "How to connect to a cluster",
  answer: connectionDetailsSchema,
  run: async ({ application, person, param, request }) => {
    const clusterId = param("clusterId");
    const found = findCluster(application, clusterId);
    const connectionDetails = await readConnectionDetails(application, found);
    const event = {
      at: application.coordination.now(),
      actor: person.email,
      target: clusterId,
      from: clientAddress(request.headers),
    };
    await recordAudit(application.store, { ...event, action: "connection-details-read" });
    const { name } = found.tracked.reading;
    const distinctName = distinctClusterNames(application.poller.store.accounts()).get(clusterId);
    return connectionDetailsView({ id: clusterId, name, distinctName }, connectionDetails);
  },
});

export const showTimeline = defineRoute({
  method: "GET",
  path: "/api/clusters/{clusterId}/timeline",
  audience: "viewer",
  summary: "The states of a cluster over time; at most 400 days",
  query: { ...TIMELINE_QUERY, nodes: "`true` to include its nodes" },
  answer: timelineSchema,
  run: ({ application, param, person, request }) =>
    answerTimeline(application, param("clusterId"), { person, request }),
});
