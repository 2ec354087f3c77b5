/**
 * Over HTTP/1.1, a browser keeps at most six connections to a server for all its windows together. Questions that are
 * held may use up this many of them, so that a click in any window is answered at once.
 */
const SLOTS = ["clusterdeck-held-1", "clusterdeck-held-2", "clusterdeck-held-3", "clusterdeck-held-4"];

/** How windows agree. */
type Locks = Pick<LockManager, "request">;

export interface HoldSlot {
  release(): void;
}

const UNSHARED: HoldSlot = { release: () => undefined };

/**
 * One of the slots; `null` if all are taken. Where windows cannot agree (on a page over plain HTTP, or in a sandbox), only
 * the one that is in use gets one.
 */
export async function takeHoldSlot(locks: Locks | undefined, isInUse: () => boolean): Promise<HoldSlot | null> {
  if (locks === undefined) return isInUse() ? UNSHARED : null;
  try {
    for (const name of SLOTS) {
      const slot = await take(locks, name);
      if (slot !== null) return slot;
    }
    return null;
  } catch {
    return isInUse() ? UNSHARED : null;
  }
}

function take(locks: Locks, name: string): Promise<HoldSlot | null> {
  return new Promise((resolve, reject) => {
    const hold = (lock: Lock | null) =>
      lock === null ? resolve(null) : new Promise<void>((release) => resolve({ release }));
    locks.request(name, { ifAvailable: true }, hold).catch(reject);
  });
}
