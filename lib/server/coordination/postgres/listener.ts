import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Logger } from "pino";
import { MINUTE_MS, SECOND_MS } from "@/lib/domain/time/epoch";
import { TIMING } from "./timing";

const CONNECT_TIMEOUT_MS = 5 * SECOND_MS;
const ANSWER_TIMEOUT_MS = 5 * SECOND_MS;
const BEAT_EVERY_MS = 15 * SECOND_MS;
const FIRST_PAUSE_MS = 500;
const MAX_PAUSE_MS = 30 * SECOND_MS;
/** Somebody may have put another address in the pooler's place. */
const TEST_AGAIN_AFTER_MS = 5 * MINUTE_MS;

interface Options {
  connectionString: string;
  channel: string;
  /** Sends this through the connections that everything else uses. */
  send: (payload: string) => Promise<void>;
  /** What this server sends to find out whether it hears anything. */
  test: string;
  onMessage: (payload: string) => void;
  /** Called once it listens: whatever was sent before is lost. */
  onListening: () => void;
  log: Pick<Logger, "warn">;
  timing?: Partial<typeof LISTENING>;
}

const LISTENING = {
  beatEveryMs: BEAT_EVERY_MS,
  answerTimeoutMs: ANSWER_TIMEOUT_MS,
  heardWithinMs: TIMING.heardWithinMs,
};

export interface Listener {
  /** Whether messages arrive, as far as is known. */
  isHearing(): boolean;
  begin(): void;
  stop(): Promise<void>;
}

/**
 * Listens on a connection of its own, never one of a pool, and on another one when that is lost. Through a pooler that gives a
 * connection to somebody else after each transaction nothing arrives although the database says that it listens, so that is tried.
 */
export function createListener(options: Options): Listener {
  const { connectionString, channel, send, test, onMessage, onListening, log } = options;
  const timing = { ...LISTENING, ...options.timing };
  const stopping = new AbortController();
  const { signal } = stopping;
  let isHearing = true;
  let listening = Promise.resolve();

  async function listenUntilStopped(): Promise<void> {
    let pauseMs = FIRST_PAUSE_MS;
    while (!signal.aborted) {
      const outcome = await listenOnce().catch((error: unknown): Outcome => ({ kind: "failed", error }));
      if (outcome.kind === "lost") pauseMs = FIRST_PAUSE_MS;
      if (outcome.kind !== "lost") noteDeaf(outcome);
      const waitMs = outcome.kind === "deaf" ? TEST_AGAIN_AFTER_MS : pauseMs * (0.5 + Math.random());
      pauseMs = Math.min(2 * pauseMs, MAX_PAUSE_MS);
      await sleep(waitMs, undefined, { signal, ref: false }).catch(() => {});
    }
  }

  function noteDeaf(outcome: Outcome): void {
    if (isHearing && !signal.aborted) {
      const why =
        outcome.kind === "deaf"
          ? "Hints from other servers do not arrive, as through a pooler in transaction mode: this server looks every five seconds " +
            "instead. Set DATABASE_LISTEN_URL to a direct connection"
          : "Hints from other servers do not arrive: this server looks every five seconds instead";
      log.warn(outcome.kind === "failed" ? { err: outcome.error } : {}, why);
    }
    isHearing = false;
  }

  /** Resolves when nothing arrives any more, and rejects if nothing could. */
  async function listenOnce(): Promise<Outcome> {
    const client = new pg.Client({
      ...{ connectionString, application_name: "clusterdeck hints", keepAlive: true },
      ...{ connectionTimeoutMillis: CONNECT_TIMEOUT_MS, query_timeout: timing.answerTimeoutMs },
    });
    const { promise: lost, resolve: lose } = Promise.withResolvers<Outcome>();
    const heard = Promise.withResolvers<boolean>();
    client.on("error", () => lose({ kind: "lost" }));
    client.on("end", () => lose({ kind: "lost" }));
    client.on("notification", ({ payload = "" }) => (payload === test ? heard.resolve(true) : onMessage(payload)));
    const stop = () => {
      lose({ kind: "lost" });
      // Not `end`, which waits for a server that may not answer.
      client.connection.stream.destroy();
    };
    signal.addEventListener("abort", stop);
    const beat = setInterval(() => client.query("select 1").catch(stop), timing.beatEveryMs).unref();
    try {
      await client.connect();
      await client.query(`listen ${channel}`);
      await send(test);
      const tooLate = setTimeout(heard.resolve, timing.heardWithinMs, false).unref();
      const isHeard = await Promise.race([heard.promise, lost]);
      clearTimeout(tooLate);
      if (isHeard === false) return { kind: "deaf" };
      if (isHeard !== true)
        return { kind: "failed", error: new Error("The connection ended before anything was heard.") };
      isHearing = true;
      onListening();
      return await lost;
    } finally {
      clearInterval(beat);
      signal.removeEventListener("abort", stop);
      stop();
    }
  }

  return {
    isHearing: () => isHearing,
    begin: () => {
      listening = listenUntilStopped();
    },
    async stop() {
      stopping.abort();
      await listening;
    },
  };
}

type Outcome = { kind: "lost" } | { kind: "deaf" } | { kind: "failed"; error: unknown };
