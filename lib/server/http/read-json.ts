import "server-only";
import { z } from "zod/mini";
import { badRequest, HttpProblem } from "./problem";

const MAX_BYTES = 256 * 1_024;

/** The JSON body of a request, checked against the contract. Throws a 400 that names the field, or a 413. */
export async function readJson<Body>(request: Request, schema: z.ZodMiniType<Body>): Promise<Body> {
  const parsed = z.safeParse(schema, parseJson(await readText(request)));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw badRequest(`${issue?.path.join(".") || "The body"}: ${issue?.message ?? "Invalid input"}`);
}

/** The fields of a form that was sent as browsers send one. */
export async function readForm(request: Request): Promise<URLSearchParams> {
  return new URLSearchParams(await readText(request));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest("The body is not JSON.");
  }
}

/** Reads no further than the limit, whatever length the request claims to have. */
async function readText(request: Request): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BYTES) throw new HttpProblem(413, { code: "too-large", detail: "The body is too large." });
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
