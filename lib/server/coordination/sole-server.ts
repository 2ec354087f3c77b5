import "server-only";
import type { Coordination } from "./coordination";
import { type Leases, SOLE_EPOCH } from "./leases";

/** Leases where no other server can have the data: each is held from the moment when it is wanted, and nothing is written for it. */
function createSoleLeases(): Leases & { end(): void } {
  const ended = new AbortController();
  return {
    want: (lease, onTerm) => {
      const handedOver = new AbortController();
      const signal = AbortSignal.any([ended.signal, handedOver.signal]);
      if (!signal.aborted) onTerm({ lease, epoch: SOLE_EPOCH, isTrusted: () => !signal.aborted, signal });
      return async () => handedOver.abort();
    },
    end: () => ended.abort(),
  };
}

/** The coordination of a server on SQLite: it is the only one, as its claim on the folder ensures. */
export function createSoleServer(): Coordination {
  const leases = createSoleLeases();
  return {
    leases,
    isShared: false,
    hints: { tell: () => {}, follow: () => () => {} },
    now: Date.now,
    servers: () => null,
    stop: async () => leases.end(),
  };
}
