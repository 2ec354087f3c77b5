import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Logger } from "pino";
import { type StoreError, toStoreError } from "../../store/store-error";
import type { ServerEntry } from "../coordination";
import type { Leases, Term } from "../leases";
import { chooseLeases } from "./choose-leases";
import type { DatabaseClock } from "./database-clock";
import { type Deadline, deadlineIn } from "./deadline";
import { type HeldTerm, holdTerm } from "./held-term";
import type { Held, LeaseRow, LeaseRows, OwnEntry, ServerRow } from "./lease-rows";
import { createRounds } from "./rounds";
import type { Clocks, Timing } from "./timing";

interface Options {
  rows: LeaseRows;
  self: OwnEntry;
  clock: DatabaseClock;
  clocks: Clocks;
  timing: Timing;
  hearsHints: () => boolean;
  log: Pick<Logger, "info" | "warn">;
  random: () => number;
}

export interface PostgresLeases extends Leases {
  /** To be called once the tables are there. */
  begin(): void;
  /** To be called when another server says that something may be taken. */
  noteFreed(): void;
  servers(): readonly ServerEntry[];
  /** Ends all terms, and lets others take over. */
  stop(): Promise<void>;
}

/** What is to be done with a lease. */
interface Wanted {
  onTerm: (term: Term) => void;
  finish: () => Promise<void>;
}

/** The database is being started, and lets nobody in. */
const STARTING = "57P03";

/** Leases in rows of a PostgreSQL database, whose clock alone decides when one is over. */
export function createPostgresLeases(options: Options): PostgresLeases {
  const { rows, self, clock, clocks, timing, hearsHints, log, random } = options;
  const { monotonic } = clocks;
  const wanted = new Map<string, Wanted>();
  const held = new Map<string, HeldTerm>();
  const offered = new Set<string>();
  /** The epochs of the terms that ended so that another server can have the lease. */
  const givenUp = new Map<string, number>();
  let seen: { leases: readonly LeaseRow[]; servers: readonly ServerRow[] } = { leases: [], servers: [] };
  let members = "";
  let sameSinceMs = monotonic();
  let hasBegun = false;
  let isFailing = false;
  let isStopped = false;
  const rounds = createRounds(round);

  /** Resolves with how long to wait for the next one. */
  async function round(): Promise<number> {
    const trustedUntil = deadlineIn(timing.trustMs, clocks);
    try {
      const nextInMs = await renewAndTake(trustedUntil);
      if (isFailing) log.info("The leases are renewed again");
      isFailing = false;
      const usualMs = timing.roundEveryMs + (2 * random() - 1) * timing.roundJitterMs;
      return Math.min(usualMs, nextInMs);
    } catch (error) {
      const failure = toStoreError(error);
      if (!isFailing) log.warn({ err: failure }, "The leases could not be renewed");
      isFailing = true;
      if (isAway(failure) && wasAlone()) trustUntil(held.keys(), trustedUntil);
      return timing.retryMs;
    }
  }

  async function renewAndTake(trustedUntil: Deadline): Promise<number> {
    trustUntil(await rows.renew(heldNow()), trustedUntil);
    await clock.measure(() => rows.beat({ clockAheadMs: clock.aheadMs(), hearsHints: hearsHints() }));
    await look();
    const isSettled = monotonic() - sameSinceMs >= timing.settledMs;
    const choice = chooseLeases(
      {
        ...{ self: self.id, live: live(), leases: seen.leases, isSettled },
        isWanted: (lease) => wanted.has(lease),
        isHeld: (lease) => held.has(lease),
        wasGivenUp: ({ name, holder, epoch }) => holder === self.id && givenUp.get(name) === epoch,
        wasOffered: (lease) => offered.has(lease),
      },
      timing,
    );
    // Renewals do not wait for it. What could not be freed is taken again by the next round.
    for (const lease of choice.handOver) handOver(lease).catch(() => givenUp.delete(lease));
    await take(choice.take);
    return choice.nextInMs;
  }

  async function look(): Promise<void> {
    await rows.ensure([...wanted.keys()].filter((lease) => seen.leases.every(({ name }) => name !== lease)));
    seen = { leases: await rows.leases(), servers: await rows.servers() };
    for (const { name, holder, epoch } of seen.leases) {
      const one = held.get(name);
      if (one !== undefined && (holder !== self.id || epoch !== one.term.epoch)) one.end();
    }
    const membersNow = live()
      .map(({ id, version }) => `${id} ${version}`)
      .sort()
      .join("\n");
    if (membersNow === members) return;
    members = membersNow;
    sameSinceMs = monotonic();
    offered.clear();
  }

  async function handOver(lease: string): Promise<void> {
    const given = held.get(lease);
    if (given === undefined) return;
    offered.add(lease);
    await finish([lease], timing.finishWithinMs);
    if (isStopped) return;
    givenUp.set(lease, given.term.epoch);
    given.end();
    await rows.free([given.term]);
    log.info({ lease }, "A lease is handed over to another server");
  }

  async function finish(leases: readonly string[], withinMs: number): Promise<void> {
    // What cannot be finished is not waited for.
    const finished = Promise.allSettled(leases.map((lease) => wanted.get(lease)?.finish()));
    await Promise.race([finished, sleep(withinMs, undefined, { ref: false })]);
  }

  async function take(leases: readonly string[]): Promise<void> {
    if (leases.length === 0) return;
    const trustedUntil = deadlineIn(timing.trustMs, clocks);
    const taken = await rows.take(leases);
    if (taken.length > 0) log.info({ leases: taken.map(({ lease }) => lease) }, "This server has taken leases");
    for (const one of taken) begin(one, trustedUntil);
    // Let go of in the meantime.
    await rows.free(taken.filter(({ lease }) => !wanted.has(lease)));
  }

  function begin(one: Held, trustedUntil: Deadline): void {
    const onTerm = wanted.get(one.lease)?.onTerm;
    // Where the answer came too late to be trusted, the next round takes it again.
    if (onTerm === undefined || isStopped || trustedUntil.leftMs() <= 0) return;
    const term = holdTerm(one, { trustedUntil, onEnd: () => held.delete(one.lease) });
    held.set(one.lease, term);
    try {
      onTerm(term.term);
    } catch (error) {
      // Nobody does what it is for, so the next round begins another term.
      term.end();
      log.warn({ err: error, lease: one.lease }, "What a lease is for could not be begun");
    }
  }

  function trustUntil(leases: Iterable<string>, deadline: Deadline): void {
    for (const lease of [...leases]) held.get(lease)?.trustUntil(deadline);
  }

  function heldNow(): Term[] {
    return [...held.values()].map(({ term }) => term).filter((term) => term.isTrusted());
  }

  function live(): ServerRow[] {
    return seen.servers.filter(({ id, silentMs }) => id === self.id || silentMs <= timing.ttlMs);
  }

  /** No other server can take over from a database that is away, and there was none. */
  function wasAlone(): boolean {
    return live().every(({ id }) => id === self.id);
  }

  async function release(lease: string, own: Wanted): Promise<void> {
    if (wanted.get(lease) !== own) return;
    wanted.delete(lease);
    const one = held.get(lease);
    if (one === undefined) return;
    one.end();
    await rows.free([one.term]).catch(() => {});
  }

  return {
    want(lease, onTerm, finishOne = async () => {}) {
      const own = { onTerm, finish: finishOne };
      wanted.set(lease, own);
      if (hasBegun) rounds.soon(0);
      return () => release(lease, own);
    },
    begin() {
      hasBegun = true;
      rounds.soon(0);
    },
    noteFreed: () => {
      if (hasBegun) rounds.soon(0);
    },
    servers: () =>
      seen.servers.map(({ runningMs: _, silentMs: __, ...server }) => ({
        ...server,
        leases: seen.leases.filter(({ holder }) => holder === server.id).map(({ name }) => name),
        isThis: server.id === self.id,
      })),
    async stop() {
      isStopped = true;
      await finish([...held.keys()], timing.stopWithinMs);
      for (const one of [...held.values()]) one.end();
      await rounds.stop();
      if (hasBegun) await rows.leave().catch(() => {});
    },
  };
}

/** Whether no other server can be expected to reach the database either: one that refuses or fails to do something answers others. */
function isAway({ kind, cause }: StoreError): boolean {
  if (cause instanceof pg.DatabaseError) return cause.code === STARTING;
  return kind === "unavailable" || kind === "unknown-host";
}
