import "server-only";
import { z } from "zod/mini";
import { badRequest, Refusal } from "../refusal";

/** The JSON body of a request, checked against the contract. Throws a 400 that names the field. */
export async function readJson<Body>(request: Request, schema: z.ZodMiniType<Body>): Promise<Body> {
  const parsed = z.safeParse(schema, parseJson(await request.text()));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw badRequest(`${issue?.path.join(".") || "The body"}: ${issue?.message ?? "Invalid input"}`);
}

/** The fields of a form that was sent as browsers send one. */
export async function readForm(request: Request): Promise<URLSearchParams> {
  return new URLSearchParams(await request.text());
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, refuseNul);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw badRequest("The body is not JSON.");
  }
}

/** The counterpart of `requireNoNul`, which checks addresses. */
function refuseNul(_key: string, value: unknown): unknown {
  if (typeof value === "string" && value.includes("\0")) throw badRequest("The body holds a NUL character.");
  return value;
}
