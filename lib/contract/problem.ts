import { z } from "zod/mini";

/** Why a connection cannot be read. */
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
] as const;

/** The body of every answer that is not a success: a code for programs, a sentence a person can act on. */
export const problemSchema = z.object({ code: z.string(), detail: z.string() });
export type Problem = z.infer<typeof problemSchema>;
