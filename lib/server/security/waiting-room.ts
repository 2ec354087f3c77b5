import "server-only";

/** Gives the place back. Calling it more than once does no harm. */
export type Leave = () => void;

export interface WaitingRoom {
  /** A place, once there is one, in order of arrival; `null` at once if every seat is taken as well. */
  enter(): Promise<Leave> | null;
}

/**
 * Limits how many do something at once (`places`), and how many more may wait (`seats`). Anybody else should come back
 * later.
 */
export function createWaitingRoom({ places, seats }: { places: number; seats: number }): WaitingRoom {
  let free = places;
  const waiting: (() => void)[] = [];

  function take(): Leave {
    let isTaken = true;
    return () => {
      if (!isTaken) return;
      isTaken = false;
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    };
  }

  return {
    enter: () => {
      if (free > 0) {
        free -= 1;
        return Promise.resolve(take());
      }
      if (waiting.length >= seats) return null;
      return new Promise((resolve) => waiting.push(() => resolve(take())));
    },
  };
}
