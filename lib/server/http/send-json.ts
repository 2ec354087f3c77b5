import "server-only";
import { z } from "zod/mini";
import { nextTurn } from "../pause";

/**
 * A JSON answer that has been checked against the contract: a field that the contract does not name cannot leave the
 * server.
 */
export function sendJson<Answer>(schema: z.ZodMiniType<unknown, Answer>, value: Answer, status = 200): Response {
  return Response.json(z.parse(schema, value), { status, headers: { "Cache-Control": "private, no-store" } });
}

/** The text of a large answer, checked in the same way. Others are answered between the steps, of some milliseconds each. */
export async function checkedJson<Answer>(schema: z.ZodMiniType<unknown, Answer>, value: Answer): Promise<string> {
  await nextTurn();
  const checked = z.parse(schema, value);
  await nextTurn();
  return JSON.stringify(checked);
}

/** The same for an answer that was checked and serialised before, for everybody who asks for it. */
export function sendJsonText(text: string): Response {
  return new Response(text, { headers: { "Content-Type": "application/json", "Cache-Control": "private, no-store" } });
}
