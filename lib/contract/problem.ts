import { z } from "zod/mini";

/** Why an account cannot be read. */
export const PROBLEM_CODES = [
  "auth",
  "forbidden",
  "not-found",
  "rate-limited",
  "timeout",
  "unreachable",
  "upstream",
  "bad-response",
  "config",
  "paused",
] as const;

/** The body of every answer that is not a success: a code for programs, and a sentence that a person can act on. */
export const problemSchema = z.object({
  code: z.string(),
  detail: z.string(),
  /** For a body with several fields: what would be right, by the path of each wrong field. */
  fields: z.optional(z.record(z.string(), z.string())),
  /** Whether what was to be created may exist nevertheless, because no answer came; `false` if that is ruled out. */
  mayExist: z.optional(z.boolean()),
});
export type Problem = z.infer<typeof problemSchema>;
