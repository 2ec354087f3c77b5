import "server-only";
import type { Term } from "../leases";
import type { Held } from "./lease-rows";
import type { Clocks } from "./timing";

/** A term of this server, and what its rounds do to it. */
export interface HeldTerm {
  term: Term;
  /** Extends the trust, unless the term is over. */
  trustUntil(monotonicMs: number): void;
  end(): void;
}

interface Options {
  monotonic: Clocks["monotonic"];
  /** In milliseconds of that clock. */
  trustedUntilMs: number;
  onEnd: () => void;
}

/** Begins a term, which ends by itself at the moment until which it is trusted. */
export function holdTerm({ lease, epoch }: Held, { monotonic, trustedUntilMs, onEnd }: Options): HeldTerm {
  const ending = new AbortController();
  let untilMs = trustedUntilMs;
  let timer: NodeJS.Timeout | undefined;
  const isTrusted = () => !ending.signal.aborted && monotonic() < untilMs;

  function watch(): void {
    if (isTrusted()) timer = setTimeout(watch, untilMs - monotonic()).unref();
    else end();
  }
  function end(): void {
    if (ending.signal.aborted) return;
    clearTimeout(timer);
    onEnd();
    ending.abort();
  }
  watch();
  return {
    term: { lease, epoch, isTrusted, signal: ending.signal },
    trustUntil: (monotonicMs) => {
      if (isTrusted()) untilMs = Math.max(untilMs, monotonicMs);
      else end();
    },
    end,
  };
}
