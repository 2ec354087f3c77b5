import "server-only";
import { type QueryExecutorProvider, type RawBuilder, sql } from "kysely";
import type { EpochMs } from "@/lib/domain/time/epoch";

/** The server as it introduces itself to others. */
export interface OwnEntry {
  id: string;
  name: string;
  version: string;
  build: string | null;
}

export interface LeaseRow {
  name: string;
  /** The id of a server; empty if none holds it. */
  holder: string;
  epoch: number;
  /** Until it is free; negative since when it has been. */
  leftMs: number;
}

export interface ServerRow extends OwnEntry {
  startedAt: EpochMs;
  seenAt: EpochMs;
  /** How long ago it started, and was last seen, by the database's clock. */
  runningMs: number;
  silentMs: number;
  clockAheadMs: number;
  hearsHints: boolean;
}

/** A lease in a term of this server. */
export interface Held {
  lease: string;
  epoch: number;
}

/** The rows by which servers divide the leases among them: each call is one statement, and all times are the database's. */
export interface LeaseRows {
  /** Renews those that are still this server's, and returns which. One that is being written to just now is left out. */
  renew(held: readonly Held[]): Promise<string[]>;
  /** Says that this server is there. Returns the time. */
  beat(entry: Pick<ServerRow, "clockAheadMs" | "hearsHints">): Promise<EpochMs>;
  /** Makes the rows of those that nobody has ever held. */
  ensure(leases: readonly string[]): Promise<void>;
  leases(): Promise<LeaseRow[]>;
  /** Those that were seen lately. */
  servers(): Promise<ServerRow[]>;
  /**
   * Begins a term of each of these that is free, or still this server's from a term that it has ended itself. None in which
   * somebody is writing just then.
   */
  take(leases: readonly string[]): Promise<Held[]>;
  /** Lets others take these at once, and tells them. */
  free(held: readonly Held[]): Promise<void>;
  /** Frees all that this server holds, takes it out of the list of servers, and tells the others. */
  leave(): Promise<void>;
}

const RECENTLY = sql`interval '1 hour'`;
const TIME = sql`clock_timestamp()`;

const milliseconds = (interval: RawBuilder<unknown>) => sql<number>`(extract(epoch from ${interval}) * 1000)::float8`;

interface Options {
  self: OwnEntry;
  ttlMs: number;
  /** Tells the other servers to look, within the statement that frees something: a server that ends sends nothing after it. */
  notifyOthers: RawBuilder<unknown>;
}

export function createLeaseRows(db: QueryExecutorProvider, { self, ttlMs, notifyOthers }: Options): LeaseRows {
  const ttl = sql`interval '1 millisecond' * ${ttlMs}::float8`;
  const ofHeld = (held: readonly Held[]) => sql`
    unnest(${held.map(({ lease }) => lease)}::text[], ${held.map(({ epoch }) => epoch)}::bigint[]) as held (lease, epoch)`;
  const isHeld = sql`lease.name = held.lease and lease.epoch = held.epoch and lease.holder = ${self.id}`;

  return {
    // Waits for nobody: whoever locks a row takes it over, or is a person at the database.
    async renew(held) {
      if (held.length === 0) return [];
      const { rows } = await sql<{ name: string }>`
        with own as (select lease.name from lease, ${ofHeld(held)} where ${isHeld} for no key update of lease skip locked)
        update lease set expires_at = ${TIME} + ${ttl} from own where lease.name = own.name returning lease.name`.execute(
        db,
      );
      return rows.map(({ name }) => name);
    },

    async beat({ clockAheadMs, hearsHints }) {
      const { rows } = await sql<{ at: EpochMs }>`
        insert into server (id, name, version, build, started_at, seen_at, clock_ahead_ms, hears_hints)
        values (${self.id}, ${self.name}, ${self.version}, ${self.build}, ${TIME}, ${TIME}, ${clockAheadMs}, ${hearsHints})
        on conflict (id) do update
          set seen_at = excluded.seen_at, clock_ahead_ms = excluded.clock_ahead_ms, hears_hints = excluded.hears_hints
        returning ${milliseconds(TIME)} as at`.execute(db);
      return rows[0]?.at ?? Number.NaN;
    },

    async ensure(leases) {
      if (leases.length === 0) return;
      await sql`
        insert into lease (name, holder, epoch, version, expires_at, acquired_at)
        select name, '', 0, ${self.version}, ${TIME}, ${TIME} from unnest(${leases}::text[]) as wanted (name)
        on conflict (name) do nothing`.execute(db);
    },

    async leases() {
      const { rows } = await sql<LeaseRow>`
        select name, holder, epoch, ${milliseconds(sql`expires_at - ${TIME}`)} as left_ms from lease`.execute(db);
      return rows;
    },

    async servers() {
      const { rows } = await sql<ServerRow>`
        select id, name, version, build, clock_ahead_ms, hears_hints,
          ${milliseconds(sql`started_at`)} as started_at, ${milliseconds(sql`seen_at`)} as seen_at,
          ${milliseconds(sql`${TIME} - started_at`)} as running_ms, ${milliseconds(sql`${TIME} - seen_at`)} as silent_ms
        from server where seen_at > ${TIME} - ${RECENTLY} order by started_at, id`.execute(db);
      return rows;
    },

    // Locked as for a deletion, which waits for those who have confirmed their term: a renewal does not (see `confirmTerm`).
    async take(leases) {
      if (leases.length === 0) return [];
      const { rows } = await sql<Held>`
        with free as (
          select name from lease where name = any(${leases}::text[]) and (expires_at <= ${TIME} or holder = ${self.id})
          for update skip locked
        )
        update lease
        set holder = ${self.id}, epoch = lease.epoch + 1, version = ${self.version},
          expires_at = ${TIME} + ${ttl}, acquired_at = ${TIME}
        from free where lease.name = free.name returning lease.name as lease, lease.epoch`.execute(db);
      return rows;
    },

    async free(held) {
      if (held.length === 0) return;
      await sql`
        with freed as (update lease set holder = '', expires_at = ${TIME} from ${ofHeld(held)} where ${isHeld})
        select ${notifyOthers}`.execute(db);
    },

    async leave() {
      await sql`
        with gone as (delete from server where id = ${self.id} or seen_at < ${TIME} - ${RECENTLY}),
          freed as (update lease set holder = '', expires_at = ${TIME} where holder = ${self.id})
        select ${notifyOthers}`.execute(db);
    },
  };
}
