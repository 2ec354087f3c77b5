import "server-only";
import type { Leases, Term } from "../coordination/leases";

interface Upkeep {
  /** Resolves once the store is no longer in use here. */
  stop(): Promise<void>;
}

export interface SharedUpkeep extends Upkeep {
  /** Whether it is this server's to do now. */
  isOurs(): boolean;
}

/** Work on the store that one server does for all that share it, while it has the lease for that. */
export function shareUpkeep(leases: Leases, start: () => Upkeep[]): SharedUpkeep {
  let latest: Term | null = null;
  let stopping: Promise<unknown> = Promise.resolve();
  const handOver = leases.want("upkeep", (term) => {
    latest = term;
    const started = start();
    const stop = () => {
      stopping = Promise.all([stopping, ...started.map((one) => one.stop())]);
    };
    term.signal.addEventListener("abort", stop, { once: true });
  });
  return {
    isOurs: () => latest?.isTrusted() ?? false,
    async stop() {
      await handOver();
      await stopping;
    },
  };
}
