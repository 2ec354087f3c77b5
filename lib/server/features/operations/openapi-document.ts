import "server-only";
import { z } from "zod/mini";
import { problemSchema } from "@/lib/contract/problem";
import { OPERATIONS } from "./openapi-operations";
import { type Refusal, refusalsOf } from "./openapi-refusals";

const ASK_AGAIN =
  "Any call may be answered 429 (you ask too often) or 503 (the server is starting, stopping or busy, or its database is away): " +
  "ask again after the seconds that `Retry-After` gives. A call with a body that does not arrive within 10 s is answered 408.";

let written: object | null = null;

/** `GET /api/openapi.json`, generated from the schemas that also check every answer; once, as it takes a while and never changes. */
export function openApiDocument(): object {
  written ??= writeDocument();
  return written;
}

function writeDocument(): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const [path, method, summary, status, schema] of OPERATIONS) {
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
        responses: {
          [status]: jsonAnswer(summary, schema),
          ...Object.fromEntries(refusalsOf(path, method).map((refusal) => [refusal.status, refusalAnswer(refusal)])),
          default: jsonAnswer("What is wrong", problemSchema),
        },
      },
    };
  }
  return { openapi: "3.1.0", info: { title: "Clusterdeck", version: "1", description: ASK_AGAIN }, paths };
}

function refusalAnswer({ description, saysWhen }: Refusal) {
  const headers = {
    "Retry-After": { description: "Seconds until it is worth asking again", schema: { type: "integer" } },
  };
  return { ...jsonAnswer(description, problemSchema), ...(saysWhen && { headers }) };
}

/** Described as it is sent: the side of a schema before the browser reads it. */
function jsonAnswer(description: string, schema: z.ZodMiniType | null) {
  if (schema === null) return { description, content: { "text/csv": { schema: { type: "string" } } } };
  return { description, content: { "application/json": { schema: z.toJSONSchema(schema, { io: "input" }) } } };
}
