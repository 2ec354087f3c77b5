import "server-only";
import { z } from "zod/mini";
import { createPause, type Pause } from "../pause";

/**
 * A JSON answer that has been checked against the contract: a field that the contract does not name cannot leave the
 * server.
 */
export function sendJson<Answer>(schema: z.ZodMiniType<unknown, Answer>, value: Answer, status = 200): Response {
  return Response.json(z.parse(schema, value), { status, headers: { "Cache-Control": "private, no-store" } });
}

/**
 * The text of a large answer, checked in the same way: field by field, and lists an item at a time, so that others are answered in
 * between.
 */
export async function checkedJson<Shape extends z.core.$ZodShape>(
  { shape }: z.ZodMiniObject<Shape>,
  value: z.core.output<z.ZodMiniObject<Shape>>,
): Promise<string> {
  const pause = createPause();
  const fields: string[] = [];
  for (const [name, schema] of Object.entries(shape)) {
    await pause();
    const text = await checkedField(schema, Reflect.get(value, name), pause);
    if (text !== undefined) fields.push(`${JSON.stringify(name)}:${text}`);
  }
  return `{${fields.join(",")}}`;
}

async function checkedField(schema: z.core.$ZodType, value: unknown, pause: Pause): Promise<string | undefined> {
  if (!(schema instanceof z.ZodMiniArray && Array.isArray(value))) return JSON.stringify(z.parse(schema, value));
  const { element } = schema._zod.def;
  const texts: string[] = [];
  for (const item of value) {
    await pause();
    texts.push(JSON.stringify(z.parse(element, item)));
  }
  return `[${texts.join(",")}]`;
}

/** The same for an answer that was checked and serialised before, for everybody who asks for it. */
export function sendJsonText(text: string): Response {
  return new Response(text, { headers: { "Content-Type": "application/json", "Cache-Control": "private, no-store" } });
}
