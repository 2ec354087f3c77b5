import "server-only";
import { formatInterval } from "@/lib/domain/text/format";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { BudgetState } from "../poller/request-budget";
import type { RunningConnection } from "../poller/start-connection";
import { ProviderError } from "../providers/errors";
import type { ProviderClient } from "../providers/spec";

const FAILURE_KEPT_MS = 15_000;
/** A permission seldom changes: a key that lacks one is not used to ask again soon. */
const REFUSAL_KEPT_MS = 10 * 60_000;
const MOST_KEPT = 200;
/** Of a connection's requests, what one question may use while somebody looks on. */
const QUESTION_SHARE = 0.25;

interface QuestionOptions<Input, Answer> {
  connections: ReadonlyMap<string, Pick<RunningConnection, "client" | "budget">>;
  now: () => EpochMs;
  /** How long one answer serves everybody who asks the same. */
  keepMs: number;
  /** How many answers are held in memory at most, for all connections; 200 unless said. */
  mostKept?: number;
  /** Tells one input from another within a connection. */
  keyOf: (input: Input) => string;
  /** `undefined` where this provider has no such call. */
  read: (client: ProviderClient, input: Input, signal: AbortSignal) => Promise<Answer> | undefined;
}

/** Something a provider is asked only when a person wants to see it. */
export interface Question<Input, Answer> {
  /** Throws only `ProviderError`, and what the adapter's own mistakes throw; `null` where the provider has no such call. */
  ask(connectionId: string, input: Input): Promise<Answer | null>;
  /** Until when the answer that was given last serves all who ask the same; `null` where none is kept. */
  keptUntil(connectionId: string, input: Input): EpochMs | null;
}

interface Kept<Answer> {
  answer: Promise<Answer>;
  /** A clock that was set to before then tells nothing of its age. */
  since: EpochMs;
  until: EpochMs;
}

/**
 * However many people ask, the provider is asked once at a time and seldom: answers are shared for a while, the longer the scarcer
 * requests are, and failures and refusals too. It takes part in the connection's request budget and is not asked at all once that
 * is used up.
 */
export function createQuestion<Input, Answer>(options: QuestionOptions<Input, Answer>): Question<Input, Answer> {
  const { connections, now, keepMs, mostKept = MOST_KEPT, keyOf, read } = options;
  const kept = new Map<string, Kept<Answer>>();

  function ask(key: string, { client, budget }: Pick<RunningConnection, "client" | "budget">, input: Input) {
    if (budget.state().remaining < 1) throw overBudget(budget.state());
    // Nobody's own signal: whoever leaves early must not take the answer from the others. The HTTP client has its deadline.
    const answer = read(client, input, new AbortController().signal);
    if (answer === undefined) return null;
    const entry: Kept<Answer> = { answer, since: now(), until: Number.POSITIVE_INFINITY };
    const keepAtLeastMs = Math.max(keepMs, sustainableMs(budget.state()));
    kept.delete(key);
    kept.set(key, entry);
    answer.then(
      () => {
        entry.until = now() + keepAtLeastMs;
      },
      (error: unknown) => {
        entry.until = now() + failureKeptMs(error);
      },
    );
    for (const [other, { until }] of kept) if (kept.size > mostKept || until <= now()) kept.delete(other);
    return answer;
  }

  const serves = ({ since, until }: Kept<Answer>) => now() >= since && now() < until;
  const keyIn = (connectionId: string, input: Input) => `${connectionId}\n${keyOf(input)}`;

  return {
    keptUntil: (connectionId, input) => {
      const until = kept.get(keyIn(connectionId, input))?.until ?? Number.POSITIVE_INFINITY;
      return Number.isFinite(until) ? until : null;
    },
    ask: async (connectionId, input) => {
      const connection = connections.get(connectionId);
      if (connection === undefined) return null;
      const key = keyIn(connectionId, input);
      const known = kept.get(key);
      return known !== undefined && serves(known) ? known.answer : ask(key, connection, input);
    },
  };
}

function failureKeptMs(error: unknown): number {
  if (!(error instanceof ProviderError)) return FAILURE_KEPT_MS;
  const isRefusal = error.kind === "auth" || error.kind === "forbidden";
  return error.retryAfterMs ?? (isRefusal ? REFUSAL_KEPT_MS : FAILURE_KEPT_MS);
}

/** The pause between two of the same question that keeps to its share: a page left open must not use up what polls need. */
function sustainableMs({ capacity, horizonMs }: BudgetState): number {
  return Math.min(horizonMs, horizonMs / (capacity * QUESTION_SHARE));
}

function overBudget({ horizonMs }: BudgetState): ProviderError {
  return new ProviderError(
    "rate-limited",
    `The requests that this connection may send are used up. More may be sent within ${formatInterval(horizonMs)}.`,
  );
}
