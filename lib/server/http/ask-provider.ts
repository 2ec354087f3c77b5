import "server-only";
import { HttpProblem } from "../http-problem";
import type { OnDemandRead } from "../on-demand/on-demand-read";
import type { AccountSnapshot } from "../poller/account-snapshot";
import { ProviderError } from "../providers/errors";

/**
 * Asks a provider on behalf of a person who is waiting. `null` if the provider has no such call; a failure becomes an
 * answer with a sentence.
 */
export async function askProvider<Input, Answer>(
  read: Pick<OnDemandRead<Input, Answer>, "ask">,
  { id, problem }: Pick<AccountSnapshot, "id" | "problem">,
  input: Input,
): Promise<Answer | null> {
  // An account that is refused or rate-limited is left alone until its own next attempt.
  if (problem) throw new HttpProblem(502, { code: problem.code, detail: problem.detail });
  try {
    return await read.ask(id, input);
  } catch (error) {
    if (error instanceof ProviderError) throw new HttpProblem(502, { code: error.kind, detail: error.message });
    throw error;
  }
}
