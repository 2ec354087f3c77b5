import "server-only";
import { z } from "zod/mini";
import { accessSchema } from "@/lib/contract/access";
import { auditEntrySchema, auditPageSchema } from "@/lib/contract/audit";
import { clusterDetailSchema } from "@/lib/contract/cluster";
import { costsSchema } from "@/lib/contract/costs";
import { fleetSchema } from "@/lib/contract/fleet";
import { healthSchema, readySchema, refreshSchema } from "@/lib/contract/operations";
import { problemSchema } from "@/lib/contract/problem";
import { connectionTestSchema, settingsSchema } from "@/lib/contract/settings";
import { createdShareLinkSchema, shareLinkSchema, shareLinksSchema } from "@/lib/contract/share-link";
import { sharedClusterDetailSchema, sharedFleetSchema } from "@/lib/contract/shared";
import { timelineSchema } from "@/lib/contract/timeline";

interface Operation {
  path: string;
  method: "get" | "post" | "delete";
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
  {
    path: "/api/share-links",
    method: "get",
    summary: "Share links, the newest first",
    status: 200,
    schema: shareLinksSchema,
  },
  {
    path: "/api/share-links",
    method: "post",
    summary: "Make a share link; its address is answered once",
    status: 201,
    schema: createdShareLinkSchema,
  },
  {
    path: "/api/share-links/{linkId}",
    method: "delete",
    summary: "Revoke a share link",
    status: 200,
    schema: shareLinkSchema,
  },
  {
    path: "/api/shared/{token}/clusters",
    method: "get",
    summary: "The fleet of a share link",
    status: 200,
    schema: sharedFleetSchema,
  },
  {
    path: "/api/shared/{token}/clusters/{alias}",
    method: "get",
    summary: "One cluster of a share link",
    status: 200,
    schema: sharedClusterDetailSchema,
  },
  { path: "/api/audit", method: "get", summary: "The audit log, page by page", status: 200, schema: auditPageSchema },
  {
    path: "/api/audit/export",
    method: "get",
    summary: "The whole audit log, as a file",
    status: 200,
    schema: z.array(auditEntrySchema),
  },
  { path: "/api/settings", method: "get", summary: "How the server is set up", status: 200, schema: settingsSchema },
  {
    path: "/api/settings/connections/{connectionId}/test",
    method: "post",
    summary: "Read one account now, and say how that went",
    status: 200,
    schema: connectionTestSchema,
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
