import "server-only";
import type { ThrottledLog } from "../../throttled-log";
import type { Hints } from "../hints";

interface Options {
  /** Tells all servers that listen. */
  send: (topic: string) => Promise<void>;
  onLookFailed: ThrottledLog;
  /** Whoever follows looks again after so long. */
  everyMs: number;
}

export interface PostgresHints extends Hints {
  /** To be called with what another server has told. */
  hear(topic: string): void;
  /** To be called when hints may have been lost. */
  lookAtAll(): void;
  stop(): void;
}

interface Follower {
  topic: string;
  lookSoon(): void;
  end(): void;
}

export function createPostgresHints({ send, onLookFailed, everyMs }: Options): PostgresHints {
  const followers = new Set<Follower>();
  /** Those that are being told, and whether they are to be told once more. */
  const telling = new Map<string, boolean>();
  let isStopped = false;

  async function tellWhileWanted(topic: string): Promise<void> {
    do {
      telling.set(topic, false);
      // What is lost here is seen at the next look.
      await send(topic).catch(() => {});
    } while (telling.get(topic) && !isStopped);
    telling.delete(topic);
  }

  return {
    tell(topic) {
      if (isStopped) return;
      if (telling.has(topic)) telling.set(topic, true);
      else void tellWhileWanted(topic);
    },
    follow(topic, look) {
      const follower = { topic, ...lookRepeatedly(look, everyMs, onLookFailed) };
      if (isStopped) follower.end();
      else followers.add(follower);
      return () => {
        follower.end();
        followers.delete(follower);
      };
    },
    hear(topic) {
      for (const follower of followers) if (follower.topic === topic) follower.lookSoon();
    },
    lookAtAll() {
      for (const follower of followers) follower.lookSoon();
    },
    stop() {
      isStopped = true;
      for (const follower of followers) follower.end();
      followers.clear();
    },
  };
}

/** Never twice at once: what is asked for meanwhile comes after it. */
function lookRepeatedly(look: () => Promise<void>, everyMs: number, onFailed: ThrottledLog) {
  let timer: NodeJS.Timeout | undefined;
  let isLooking = false;
  let isWanted = false;
  let hasEnded = false;

  async function lookWhileWanted(): Promise<void> {
    clearTimeout(timer);
    isLooking = true;
    do {
      isWanted = false;
      try {
        await look();
      } catch (error) {
        onFailed(error);
      }
    } while (isWanted && !hasEnded);
    isLooking = false;
    wait();
  }
  function wait(): void {
    if (!hasEnded) timer = setTimeout(lookWhileWanted, everyMs).unref();
  }
  wait();
  return {
    lookSoon() {
      isWanted = true;
      if (!isLooking && !hasEnded) void lookWhileWanted();
    },
    end() {
      hasEnded = true;
      clearTimeout(timer);
    },
  };
}
