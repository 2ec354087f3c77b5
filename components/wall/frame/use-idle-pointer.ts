import { useEffect, useState } from "react";

const IDLE_AFTER_MS = 3_000;

/** Whether the pointer has not been moved for a while, so that it can be hidden. */
export function useIdlePointer(): boolean {
  const [isIdle, setIdle] = useState(false);
  useEffect(() => {
    let timer = setTimeout(setIdle, IDLE_AFTER_MS, true);
    const move = () => {
      setIdle(false);
      clearTimeout(timer);
      timer = setTimeout(setIdle, IDLE_AFTER_MS, true);
    };
    document.addEventListener("pointermove", move);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("pointermove", move);
    };
  }, []);
  return isIdle;
}
