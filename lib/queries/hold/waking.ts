import { SECOND_MS } from "@/lib/domain/time/epoch";

/** Looks are a second apart: a gap this long means that the machine slept. */
const SLEEP_GAP_MS = 10 * SECOND_MS;

export interface Waking {
  /** Aborted when this page comes back: from sleep, from the background, from the browser's cache, to the network. */
  signal: AbortSignal;
  /** To be called when there is nothing left to wait for. */
  end(): void;
}

/** A question that was held meanwhile may never be answered, and what is on the page may be old. */
export function watchForWaking(wallNow: () => number = Date.now): Waking {
  const controller = new AbortController();
  const wakeUp = () => controller.abort();
  const look = () => {
    const now = wallNow();
    if (now - lastLookAt > SLEEP_GAP_MS) wakeUp();
    lastLookAt = now;
  };
  const becomeVisible = () => {
    if (document.visibilityState === "visible") wakeUp();
  };
  let lastLookAt = wallNow();
  const timer = setInterval(look, SECOND_MS);
  document.addEventListener("visibilitychange", becomeVisible);
  // The first one of all belongs to a page that is still loading, and is no return.
  if (document.readyState === "complete") window.addEventListener("pageshow", wakeUp);
  window.addEventListener("online", wakeUp);
  return {
    signal: controller.signal,
    end() {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", becomeVisible);
      window.removeEventListener("pageshow", wakeUp);
      window.removeEventListener("online", wakeUp);
    },
  };
}
