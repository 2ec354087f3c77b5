import "server-only";
import { z } from "zod/mini";
import { problemSchema } from "@/lib/contract/problem";
import type { RouteDescription } from "../http/define-route";
import { LISTED_ROUTES } from "./all-routes";
import { type ListedRefusal, refusalsOf } from "./refusals";

const ASK_AGAIN =
  "Any call may be answered 429 (you ask too often) or 503 (the server is starting, stopping or busy, or its database does not answer): " +
  "ask again after the seconds that `Retry-After` gives. A call with a body that does not arrive within 10 s is answered 408.";

let written: object | null = null;

/**
 * `GET /api/openapi.json`, made from the definitions that also serve every call. Made only once, since it takes a while
 * and never changes.
 */
export function openApiDocument(): object {
  written ??= writeDocument(LISTED_ROUTES);
  return written;
}

function writeDocument(routes: readonly RouteDescription[]): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes)
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route) };
  return { openapi: "3.1.0", info: { title: "Clusterdeck", version: "1", description: ASK_AGAIN }, paths };
}

function operation(route: RouteDescription): object {
  const { path, query = {}, summary, audience, status = 200, answer } = route;
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    ...{ name, in: "path", required: true },
    schema: { type: "string" },
  }));
  const inQuery = Object.entries(query).map(([name, description]) => ({
    ...{ name, in: "query", required: false, description },
    schema: { type: "string" },
  }));
  return {
    summary,
    "x-audience": audience,
    parameters: [...inPath, ...inQuery],
    ...requestBody(route),
    responses: {
      [status]: successAnswer(summary, answer),
      ...Object.fromEntries(refusalsOf(route).map((refusal) => [refusal.status, refusalAnswer(refusal)])),
      default: jsonAnswer("What is wrong", problemSchema),
    },
  };
}

function requestBody({ body, form }: RouteDescription): object {
  if (body) return { requestBody: { required: true, content: { "application/json": { schema: jsonSchema(body) } } } };
  if (!form) return {};
  const fields = Object.entries(form).map(([name, description]) => [name, { type: "string", description }]);
  const schema = { type: "object", properties: Object.fromEntries(fields) };
  return { requestBody: { required: true, content: { "application/x-www-form-urlencoded": { schema } } } };
}

function refusalAnswer({ description, saysWhen }: ListedRefusal) {
  const headers = {
    "Retry-After": { description: "Seconds until it is worth asking again", schema: { type: "integer" } },
  };
  return { ...jsonAnswer(description, problemSchema), ...(saysWhen && { headers }) };
}

function successAnswer(description: string, answer: RouteDescription["answer"]) {
  if (!("file" in answer)) return jsonAnswer(description, answer);
  return { description, content: { [answer.file]: { schema: { type: "string" } } } };
}

function jsonAnswer(description: string, schema: z.ZodMiniType) {
  return { description, content: { "application/json": { schema: jsonSchema(schema) } } };
}

/** Described as it is sent: the input side of a schema. */
function jsonSchema(schema: z.ZodMiniType) {
  return z.toJSONSchema(schema, { io: "input" });
}
