import "server-only";
import { clusterSchema } from "@/lib/contract/fleet";
import { offersSchema } from "@/lib/contract/offers";
import { orderCommandSchema, orderFormSchema, sentOrderSchema } from "@/lib/contract/order-form";
import { defineRoute } from "../../http/define-route";
import { answerOffers } from "./answer-offers";
import { orderCluster } from "./order-cluster";
import { orderCommand } from "./order-command";
import { requireCreating } from "./require-creating";

export const createCluster = defineRoute({
  method: "POST",
  path: "/api/accounts/{accountId}/clusters",
  audience: "operator",
  summary: "Create a cluster; the answer is the cluster as the fleet shows it",
  body: sentOrderSchema,
  status: 201,
  answer: clusterSchema,
  isLimited: true,
  run: orderCluster,
});

export const showOrderForm = defineRoute({
  method: "GET",
  path: "/api/accounts/{accountId}/order-form",
  audience: "operator",
  summary: "What can be ordered with an account, and the rule of each field",
  answer: orderFormSchema,
  run: ({ application, param }) => requireCreating(application, param("accountId")).form,
});

export const showOrderCommand = defineRoute({
  method: "POST",
  path: "/api/accounts/{accountId}/order-command",
  audience: "operator",
  summary: "The provider call that an order would make, as a shell command; nothing is ordered",
  body: sentOrderSchema,
  answer: orderCommandSchema,
  run: orderCommand,
});

export const listOffers = defineRoute({
  method: "GET",
  path: "/api/clusters/{clusterId}/offers",
  audience: "viewer",
  summary: "Where the same cluster would cost less",
  answer: offersSchema,
  run: ({ application, param }) => answerOffers(application, param("clusterId")),
});
