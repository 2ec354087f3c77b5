import "server-only";

/** Gives the place back. Once is enough; more often does no harm. */
export type Leave = () => void;

export interface WaitingRoom {
  /** A place, once there is one, in the order in which people came; `null` at once where every seat is taken as well. */
  enter(): Promise<Leave> | null;
}

/** Bounds how many do something at once (`places`), and how many more wait for it (`seats`): whoever comes after them should come later. */
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
