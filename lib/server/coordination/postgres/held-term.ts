import "server-only";
import type { Term } from "../leases";
import type { Deadline } from "./deadline";
import type { Held } from "./lease-rows";

/** A term of this server, and what its rounds do to it. */
export interface HeldTerm {
  term: Term;
  /** Extends the trust, unless the term is over. */
  trustUntil(deadline: Deadline): void;
  end(): void;
}

interface Options {
  trustedUntil: Deadline;
  onEnd: () => void;
}

/** Begins a term, which ends by itself at the moment until which it is trusted. */
export function holdTerm({ lease, epoch }: Held, { trustedUntil, onEnd }: Options): HeldTerm {
  const ending = new AbortController();
  let until = trustedUntil;
  let timer: NodeJS.Timeout | undefined;
  const isTrusted = () => !ending.signal.aborted && until.leftMs() > 0;

  function watch(): void {
    if (isTrusted()) timer = setTimeout(watch, until.leftMs()).unref();
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
    trustUntil: (deadline) => {
      if (!isTrusted()) end();
      else if (deadline.leftMs() > until.leftMs()) until = deadline;
    },
    end,
  };
}
