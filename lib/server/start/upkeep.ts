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
  let stopLatest = () => {};
  let stopping: Promise<unknown> = Promise.resolve();
  const begin = (term: Term) => {
    latest = term;
    const started = start();
    const stop = () => {
      stopping = Promise.all([stopping, ...started.map((one) => one.stop())]);
    };
    stopLatest = stop;
    term.signal.addEventListener("abort", stop, { once: true });
  };
  const finish = async () => {
    latest = null;
    stopLatest();
    await stopping;
  };
  const handOver = leases.want("upkeep", begin, finish);
  return {
    isOurs: () => latest?.isTrusted() ?? false,
    async stop() {
      await handOver();
      await stopping;
    },
  };
}
