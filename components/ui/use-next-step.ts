import { startTransition, useEffect, useState } from "react";

/**
 * Whether something else has been on the screen since `isReady`. What waits for this is laid out and painted in another frame: a
 * whole page in one frame would hold up the browser.
 */
export function useNextStep(isReady: boolean): boolean {
  const [isDue, setDue] = useState(false);
  useEffect(() => {
    if (isReady) startTransition(() => setDue(true));
  }, [isReady]);
  return isReady && isDue;
}
