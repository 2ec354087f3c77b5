import "server-only";
import { z } from "zod/mini";

/**
 * A JSON answer that has been checked against the contract: a field that the contract does not name cannot leave the
 * server.
 */
export function sendJson<Answer>(schema: z.ZodMiniType<unknown, Answer>, value: Answer, status = 200): Response {
  return Response.json(z.parse(schema, value), { status, headers: { "Cache-Control": "private, no-store" } });
}

/** The same for an answer that was checked and serialised before, for everybody who asks for it. */
export function sendJsonText(text: string): Response {
  return new Response(text, { headers: { "Content-Type": "application/json", "Cache-Control": "private, no-store" } });
}
