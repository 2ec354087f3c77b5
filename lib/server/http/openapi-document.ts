import "server-only";
import { z } from "zod/mini";
import { accessSchema } from "@/lib/contract/access";
import { clusterDetailSchema } from "@/lib/contract/cluster";
import { costsSchema } from "@/lib/contract/costs";
import { fleetSchema } from "@/lib/contract/fleet";
import { healthSchema, readySchema, refreshSchema } from "@/lib/contract/operations";
import { problemSchema } from "@/lib/contract/problem";
import { timelineSchema } from "@/lib/contract/timeline";

interface Operation {
  path: string;
  method: "get" | "post";
  summary: string;
  status: number;
  /** `null`: a file. */
  schema: z.ZodMiniType | null;
}

const OPERATIONS: readonly Operation[] = [
  { path: "/api/clusters", method: "get", summary: "The fleet", status: 200, schema: fleetSchema },
  {
    path: "/api/clusters/{clusterId}",
    method: "get",
    summary: "One cluster",
    status: 200,
    schema: clusterDetailSchema,
  },
  {
    path: "/api/clusters/{clusterId}/connection",
    method: "get",
    summary: "How to get into a cluster",
    status: 200,
    schema: accessSchema,
  },
  {
    path: "/api/connections/{connectionId}/refresh",
    method: "post",
    summary: "Read one account now",
    status: 202,
    schema: refreshSchema,
  },
  {
    path: "/api/clusters/{clusterId}/timeline",
    method: "get",
    summary: "What a cluster was, and when",
    status: 200,
    schema: timelineSchema,
  },
  { path: "/api/costs", method: "get", summary: "What clusters cost", status: 200, schema: costsSchema },
  {
    path: "/api/costs/export",
    method: "get",
    summary: "Costs as a CSV file, plain or FOCUS 1.2",
    status: 200,
    schema: null,
  },
  { path: "/api/health", method: "get", summary: "Whether the process lives", status: 200, schema: healthSchema },
  { path: "/api/ready", method: "get", summary: "Whether it can answer", status: 200, schema: readySchema },
];

/** `GET /api/openapi.json`, generated from the schemas that also check every answer. */
export function openApiDocument(): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const { path, method, summary, status, schema } of OPERATIONS) {
    const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
      name,
      in: "path",
      required: true,
      schema: { type: "string" },
    }));
    paths[path] = {
      ...paths[path],
      [method]: {
        summary,
        parameters,
        responses: { [status]: jsonAnswer(summary, schema), default: jsonAnswer("What is wrong", problemSchema) },
      },
    };
  }
  return { openapi: "3.1.0", info: { title: "Clusterdeck", version: "1" }, paths };
}

/** Described as it is sent: the side of a schema before the browser reads it. */
function jsonAnswer(description: string, schema: z.ZodMiniType | null) {
  if (schema === null) return { description, content: { "text/csv": { schema: { type: "string" } } } };
  return { description, content: { "application/json": { schema: z.toJSONSchema(schema, { io: "input" }) } } };
}
