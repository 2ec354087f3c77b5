import "server-only";

/** A caller who waits for a turn. Signed-in people go before guests. */
export interface Asker {
  kind: "person" | "guest";
  /** Identifies the asker, so that one cannot fill the queue for all others. */
  key: string;
}

export interface TurnRules {
  /** How many run at once … */
  running: number;
  /** … and how many of those may be for guests. */
  runningGuests: number;
  /** How many may wait, of people and of guests. */
  waiting: Record<Asker["kind"], number>;
  /** How many of one asker may wait or run. */
  perAsker: Record<Asker["kind"], number>;
  maxWaitMs: number;
}

/** Browsers wait for ten seconds. */
const MAX_WAIT_MS = 8_000;

/** For queries that take seconds. Each holds one connection to PostgreSQL at a time. */
export const HEAVY_RULES: TurnRules = {
  running: 1,
  runningGuests: 1,
  waiting: { person: 8, guest: 3 },
  perAsker: { person: 4, guest: 2 },
  maxWaitMs: MAX_WAIT_MS,
};

/** For queries that pages send every minute. */
export const LIGHT_RULES: TurnRules = {
  running: 2,
  runningGuests: 1,
  waiting: { person: 60, guest: 30 },
  perAsker: { person: 30, guest: 20 },
  maxWaitMs: MAX_WAIT_MS,
};

/** There was no turn: too many wait, or the wait was too long. */
export class BusyError extends Error {
  override readonly name = "BusyError";
  constructor(readonly retryAfterMs: number) {
    super("Too many ask for the same kind of work");
  }
}

/** Queues work that must not all run at once. */
export interface Turns {
  /** Throws a `BusyError`, or the reason of a signal that is aborted before the turn comes. */
  take<Result>(asker: Asker, signal: AbortSignal, work: () => Promise<Result>): Promise<Result>;
}

interface Waiting {
  asker: Asker;
  start(): void;
}

const MIN_RETRY_MS = 2_000;
const MAX_RETRY_MS = 30_000;

export function createTurns({ running, runningGuests, waiting: max, perAsker, maxWaitMs }: TurnRules): Turns {
  const waiting: Waiting[] = [];
  const present = new Map<string, number>();
  const runningNow = { person: 0, guest: 0 };
  let lastWorkMs = 0;

  const busy = () => {
    const expectedMs = lastWorkMs * (1 + waiting.length / running);
    return new BusyError(Math.min(Math.max(expectedMs, MIN_RETRY_MS), MAX_RETRY_MS));
  };
  const isFree = (kind: Asker["kind"]) =>
    runningNow.person + runningNow.guest < running && (kind === "person" || runningNow.guest < runningGuests);
  const startNext = () => {
    const next = waiting.find(({ asker }) => asker.kind === "person") ?? waiting[0];
    if (next === undefined || !isFree(next.asker.kind)) return;
    waiting.splice(waiting.indexOf(next), 1);
    runningNow[next.asker.kind] += 1;
    next.start();
  };
  const waitForTurn = (asker: Asker, signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const leave = (reason: unknown) => {
        const at = waiting.indexOf(own);
        if (at < 0) return;
        waiting.splice(at, 1);
        settle();
        reject(reason);
      };
      const onAbort = () => leave(signal.reason);
      const timer = setTimeout(() => leave(busy()), maxWaitMs);
      const settle = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", onAbort);
      };
      const own: Waiting = {
        asker,
        start: () => {
          settle();
          resolve();
        },
      };
      signal.addEventListener("abort", onAbort);
      waiting.push(own);
      startNext();
    });

  return {
    take: async (asker, signal, work) => {
      signal.throwIfAborted();
      const key = `${asker.kind} ${asker.key}`;
      const ofAsker = present.get(key) ?? 0;
      const ofKind = waiting.filter((one) => one.asker.kind === asker.kind).length;
      if (ofAsker >= perAsker[asker.kind] || (!isFree(asker.kind) && ofKind >= max[asker.kind])) throw busy();
      present.set(key, ofAsker + 1);
      try {
        await waitForTurn(asker, signal);
        const startedAt = performance.now();
        try {
          return await work();
        } finally {
          lastWorkMs = performance.now() - startedAt;
          runningNow[asker.kind] -= 1;
          startNext();
        }
      } finally {
        const left = (present.get(key) ?? 1) - 1;
        if (left === 0) present.delete(key);
        else present.set(key, left);
      }
    },
  };
}
