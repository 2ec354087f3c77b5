import "server-only";
import { z } from "zod";
import { parseStorableJson } from "@/lib/server/providers/http/storable-json";

const refusalSchema = z.object({ error: z.object({ code: z.string() }) });

const SENTENCES: ReadonlyMap<string, string> = new Map([
  [
    "global/account-inactive",
    "Lambda says that this account is inactive. Verify its e-mail address and its means of payment at Lambda.",
  ],
  ["global/quota-exceeded", "Lambda says that the account's quota is used up. Ask Lambda's support to raise it."],
  ["global/internal-error", "Lambda failed to answer: an internal error. It is asked again shortly."],
]);
const OTHERS_FAILED = "Lambda failed to answer, because a service that it relies on did. It is asked again shortly.";

/** By the code alone: Lambda says that its messages and suggestions may change. */
export function explainRefusal(_status: number, body: string): string | null {
  const code = codeIn(body);
  return SENTENCES.get(code) ?? (code.startsWith("provider/") ? OTHERS_FAILED : null);
}

function codeIn(body: string): string {
  try {
    return refusalSchema.safeParse(parseStorableJson(body)).data?.error.code ?? "";
  } catch {
    return "";
  }
}
