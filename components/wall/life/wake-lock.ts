import { MINUTE_MS } from "@/lib/domain/time/epoch";

/** Whether the browser keeps the screen on, or why not. */
export type ScreenSleep = "kept-on" | "insecure" | "unsupported" | "refused";

interface WakeLock {
  addEventListener(type: "release", listener: () => void): void;
  release(): Promise<void>;
}

interface WakeLockOptions {
  /** `null` if the browser has no such API. */
  request: (() => Promise<WakeLock>) | null;
  /** Over https or on localhost; no browser has the API elsewhere. */
  isSecure: boolean;
  /** A hidden page cannot get a lock, and loses the one it has. */
  isHidden: () => boolean;
  tell: (sleep: ScreenSleep) => void;
}

const AGAIN_EVERY_MS = MINUTE_MS;

/** Keeps the screen on as long as the browser allows. A lock that is refused, or lost to a low battery, is requested again. */
export function holdWakeLock({ request, isSecure, isHidden, tell }: WakeLockOptions) {
  let lock: WakeLock | null = null;
  let isAsking = false;
  let isOver = false;

  async function ask(): Promise<void> {
    if (request === null) return tell(isSecure ? "unsupported" : "insecure");
    if (isOver || isAsking || lock !== null || isHidden()) return;
    isAsking = true;
    try {
      const next = await request();
      if (isOver) return void next.release();
      lock = next;
      next.addEventListener("release", () => {
        lock = null;
        if (!isOver && !isHidden()) tell("refused");
      });
      tell("kept-on");
    } catch {
      if (!isOver && !isHidden()) tell("refused");
    } finally {
      isAsking = false;
    }
  }

  void ask();
  const timer = setInterval(ask, AGAIN_EVERY_MS);
  return {
    ask,
    end() {
      isOver = true;
      clearInterval(timer);
      void lock?.release();
    },
  };
}
