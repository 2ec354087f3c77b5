import "server-only";
import { createUrlSchema } from "@/lib/contract/create-url";
import { clusterSchema } from "@/lib/contract/fleet";
import { offersSchema } from "@/lib/contract/offers";
import { defineRoute } from "../../http/define-route";
import { notFound } from "../../refusal";
import { answerOffers } from "./answer-offers";
import { orderCluster } from "./order-cluster";

export const createCluster = defineRoute({
  method: "POST",
  path: "/api/connections/{connectionId}/clusters",
  audience: "operator",
  summary: "Create a cluster; the answer is the cluster as the fleet shows it",
  status: 201,
  answer: clusterSchema,
  isLimited: true,
  run: orderCluster,
});

export const showCreateUrl = defineRoute({
  method: "GET",
  path: "/api/connections/{connectionId}/create-url",
  audience: "operator",
  summary: "Where an order for a cluster goes",
  answer: createUrlSchema,
  run: ({ application, param }) => {
    const url = application.poller.connections.get(param("connectionId"))?.client.createUrl;
    if (url === undefined) throw notFound("There is no connection with this id that creates clusters.");
    return { url };
  },
});

export const listOffers = defineRoute({
  method: "GET",
  path: "/api/clusters/{clusterId}/offers",
  audience: "viewer",
  summary: "Where the same cluster would cost less",
  answer: offersSchema,
  run: ({ application, param }) => answerOffers(application, param("clusterId")),
});
