import "server-only";
import type { z } from "zod";
import type { ProviderCall } from "../errors";
import { ProviderError } from "../errors";
import { describeIssues } from "../items";
import { isDeeperThan } from "./json-depth";
import { parseStorableJson } from "./storable-json";

const DEEPEST = 64;

const CHECK_URL = "Check the base URL of this account.";
const API_CHANGED = "Its API may have changed: look for a newer Clusterdeck.";

/**
 * The parts of a JSON text that the schema names, and nothing else. Throws `bad-response`, naming fields but never
 * values.
 */
export function parseJsonAnswer<Answer>(call: ProviderCall, text: string, schema: z.ZodType<Answer>): Answer {
  const result = schema.safeParse(parseJson(call, text));
  if (result.success) return result.data;
  throw badResponse(call, `in another shape than expected: ${describeIssues(result.error.issues)}. ${API_CHANGED}`);
}

function parseJson(call: ProviderCall, text: string): unknown {
  const start = text.trimStart().charAt(0);
  if (start === "") throw badResponse(call, `with nothing. ${CHECK_URL}`);
  if (start === "<") throw badResponse(call, `with a web page instead of JSON. ${CHECK_URL}`);
  if (isDeeperThan(text, DEEPEST))
    throw badResponse(call, `with JSON nested deeper than ${DEEPEST} levels. ${API_CHANGED}`);
  try {
    return parseStorableJson(text);
  } catch {
    // The parser's own message quotes the text, so it is left out.
    throw badResponse(call, `with something that is not JSON. ${CHECK_URL}`);
  }
}

/** `how` completes "Shadeform answered GET /v1/clusters …", and says what to do. The status was that of a success. */
export function badResponse({ provider, request }: ProviderCall, how: string, isTooLarge = false): ProviderError {
  return new ProviderError("bad-response", `${provider} answered ${request} ${how}`, {
    mayHaveActed: true,
    isTooLarge,
  });
}
