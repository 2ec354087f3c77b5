import { useEffect, useState } from "react";

/** Whether the browser keeps the screen on: `null` until it is known. */
export function useWakeLock(): boolean | null {
  const [isHeld, setHeld] = useState<boolean | null>(null);
  useEffect(() => {
    let lock: WakeLockSentinel | null = null;
    let isOver = false;

    async function hold(): Promise<void> {
      // A hidden page gets none, and loses the one it has.
      if (document.visibilityState === "hidden") return;
      try {
        // Without https the browser has no such thing.
        const next = await ("wakeLock" in navigator ? navigator.wakeLock.request("screen") : null);
        if (isOver) return void next?.release();
        lock = next;
        setHeld(next !== null);
      } catch {
        // Refused, for a low battery say.
        setHeld(false);
      }
    }

    void hold();
    document.addEventListener("visibilitychange", hold);
    return () => {
      isOver = true;
      document.removeEventListener("visibilitychange", hold);
      void lock?.release();
    };
  }, []);
  return isHeld;
}
