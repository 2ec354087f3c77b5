import "server-only";
import { costsSchema, MAX_COST_BUCKETS } from "@/lib/contract/costs";
import { defineRoute } from "../../http/define-route";
import { COST_QUERY } from "../../views/costs/cost-query";
import { EXPORT_QUERY, sendExport } from "./exports/send-export";
import { sendCosts } from "./send-costs";

export const showCosts = defineRoute({
  method: "GET",
  path: "/api/costs",
  audience: "viewer",
  summary: `What clusters have cost; at most ${MAX_COST_BUCKETS} buckets, otherwise 400 with what is possible; 503 with Retry-After while too many ask`,
  query: COST_QUERY,
  answer: costsSchema,
  run: ({ application, person, request }) => sendCosts(application, { person, request }),
});

export const exportCosts = defineRoute({
  method: "GET",
  path: "/api/costs/export",
  audience: "viewer",
  summary: "Costs as a file, plain or FOCUS 1.2",
  query: EXPORT_QUERY,
  answer: { file: "text/csv" },
  isLimited: true,
  run: ({ application, person, request }) => sendExport(application, request, person),
});
