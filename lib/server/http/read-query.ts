import "server-only";
import { z } from "zod/mini";
import { badRequest } from "../refusal";

/** The query of a request, checked against the contract. Throws a 400 that names what is wrong. */
export function readQuery<Query>(request: Request, schema: z.ZodMiniType<Query>): Query {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const odd = Object.keys(query).find((name) => query[name]?.includes("\0"));
  if (odd !== undefined) throw badRequest(`${odd} must not hold control characters.`);
  const parsed = z.safeParse(schema, query);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw badRequest(`${issue?.path.join(".") || "The query"} ${issue?.message ?? "is not valid"}.`);
}
