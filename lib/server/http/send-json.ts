import "server-only";
import { z } from "zod/mini";

/** A JSON answer that was checked against the contract: a field that the contract does not name cannot leave. */
export function sendJson<Answer>(schema: z.ZodMiniType<unknown, Answer>, value: Answer, status = 200): Response {
  return Response.json(z.parse(schema, value), { status, headers: { "Cache-Control": "private, no-store" } });
}
