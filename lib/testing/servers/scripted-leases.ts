import { type QueryExecutorProvider, sql } from "kysely";
import type { Leases, Term } from "@/lib/server/coordination/leases";

export interface ScriptedLeases {
  /** Those of another server. */
  ofServer(name: string): Leases;
  /**
   * Begins a term of this server, which the tables know of. The server before learns of it, unless it is paused just then: it goes on as
   * if nothing had happened. One that is well finishes first what it has begun.
   */
  give(lease: string, name: string, former?: "told" | "paused" | "well"): Promise<void>;
}

/** Leases that change hands when a test says so, in a store with the coordination's tables. */
export function scriptedLeases(db: QueryExecutorProvider): ScriptedLeases {
  const wanted = new Map<string, { onTerm: (term: Term) => void; finish: () => Promise<void> }>();
  const terms = new Map<string, AbortController>();
  return {
    ofServer: (name) => ({
      want: (lease, onTerm, finish = async () => {}) => {
        wanted.set(`${name} ${lease}`, { onTerm, finish });
        return async () => {
          wanted.delete(`${name} ${lease}`);
          terms.get(`${name} ${lease}`)?.abort();
        };
      },
    }),
    async give(lease, name, former = "told") {
      const before = [...terms.keys()].filter((other) => other.endsWith(` ${lease}`));
      if (former === "well") for (const other of before) await wanted.get(other)?.finish();
      const { rows } = await sql<{ epoch: number }>`
        insert into lease (name, holder, epoch, version, expires_at, acquired_at)
        values (${lease}, ${name}, 1, '1', now(), now())
        on conflict (name) do update set epoch = lease.epoch + 1, holder = excluded.holder
        returning epoch`.execute(db);
      const key = `${name} ${lease}`;
      for (const other of before) if (former !== "paused" || other === key) terms.get(other)?.abort();
      const ending = new AbortController();
      terms.set(key, ending);
      const { signal } = ending;
      wanted.get(key)?.onTerm({ lease, epoch: Number(rows[0]?.epoch), isTrusted: () => !signal.aborted, signal });
    },
  };
}
