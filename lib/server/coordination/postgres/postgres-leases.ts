import "server-only";
import type { Logger } from "pino";
import { toStoreError } from "../../store/store-error";
import type { ServerEntry } from "../coordination";
import type { Leases, Term } from "../leases";
import { chooseLeases } from "./choose-leases";
import type { DatabaseClock } from "./database-clock";
import { type HeldTerm, holdTerm } from "./held-term";
import type { LeaseRow, LeaseRows, OwnEntry, ServerRow } from "./lease-rows";
import { createRounds } from "./rounds";
import type { Clocks, Timing } from "./timing";

interface Options {
  rows: LeaseRows;
  self: OwnEntry;
  clock: DatabaseClock;
  monotonic: Clocks["monotonic"];
  timing: Timing;
  hearsHints: () => boolean;
  /** Called when other servers may take something. */
  onFreed: () => void;
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

type OnTerm = (term: Term) => void;

/** Leases in rows of a PostgreSQL database, whose clock alone decides when one is over. */
export function createPostgresLeases(options: Options): PostgresLeases {
  const { rows, self, clock, monotonic, timing, hearsHints, onFreed, log, random } = options;
  const wanted = new Map<string, OnTerm>();
  const held = new Map<string, HeldTerm>();
  const offered = new Set<string>();
  let seen: { leases: readonly LeaseRow[]; servers: readonly ServerRow[] } = { leases: [], servers: [] };
  let members = "";
  let sameSinceMs = monotonic();
  let hasBegun = false;
  let isFailing = false;
  let isStopped = false;
  const rounds = createRounds(round);

  /** Resolves with how long to wait for the next one. */
  async function round(): Promise<number> {
    const attemptedAtMs = monotonic();
    try {
      const nextInMs = await renewAndTake(attemptedAtMs);
      if (isFailing) log.info("The leases are renewed again");
      isFailing = false;
      const usualMs = timing.roundEveryMs + (2 * random() - 1) * timing.roundJitterMs;
      return Math.min(usualMs, nextInMs);
    } catch (error) {
      const failure = toStoreError(error);
      if (!isFailing) log.warn({ err: failure }, "The leases could not be renewed");
      isFailing = true;
      if (isAway(failure.kind) && wasAlone()) trustUntil(held.keys(), attemptedAtMs + timing.trustMs);
      return timing.retryMs;
    }
  }

  async function renewAndTake(attemptedAtMs: number): Promise<number> {
    trustUntil(await rows.renew(heldNow()), attemptedAtMs + timing.trustMs);
    await clock.measure(() => rows.beat({ clockAheadMs: clock.aheadMs(), hearsHints: hearsHints() }));
    await look();
    const isSettled = monotonic() - sameSinceMs >= timing.settledMs;
    const choice = chooseLeases(
      {
        ...{ self: self.id, live: live(), leases: seen.leases, isSettled },
        isWanted: (lease) => wanted.has(lease),
        isHeld: (lease) => held.has(lease),
        wasOffered: (lease) => offered.has(lease),
      },
      timing,
    );
    await handOver(choice.handOver);
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

  async function handOver(leases: readonly string[]): Promise<void> {
    if (leases.length === 0) return;
    const given = leases.flatMap((lease) => held.get(lease) ?? []);
    for (const lease of leases) offered.add(lease);
    for (const one of given) one.end();
    await rows.free(given.map(({ term }) => term));
    log.info({ leases }, "Leases are handed over to other servers");
    onFreed();
  }

  async function take(leases: readonly string[]): Promise<void> {
    if (leases.length === 0) return;
    const attemptedAtMs = monotonic();
    const taken = await rows.take(leases);
    if (taken.length > 0) log.info({ leases: taken.map(({ lease }) => lease) }, "This server has taken leases");
    for (const one of taken) begin(one, attemptedAtMs + timing.trustMs);
    // Let go of in the meantime.
    await rows.free(taken.filter(({ lease }) => !wanted.has(lease)));
  }

  function begin(one: { lease: string; epoch: number }, trustedUntilMs: number): void {
    const onTerm = wanted.get(one.lease);
    // Where the answer came too late to be trusted, the next round takes it again.
    if (onTerm === undefined || isStopped || monotonic() >= trustedUntilMs) return;
    const term = holdTerm(one, { monotonic, trustedUntilMs, onEnd: () => held.delete(one.lease) });
    held.set(one.lease, term);
    onTerm(term.term);
  }

  function trustUntil(leases: Iterable<string>, monotonicMs: number): void {
    for (const lease of [...leases]) held.get(lease)?.trustUntil(monotonicMs);
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

  async function release(lease: string, onTerm: OnTerm): Promise<void> {
    if (wanted.get(lease) !== onTerm) return;
    wanted.delete(lease);
    const one = held.get(lease);
    if (one === undefined) return;
    one.end();
    await rows.free([one.term]).then(onFreed, () => {});
  }

  return {
    want(lease, onTerm) {
      wanted.set(lease, onTerm);
      if (hasBegun) rounds.soon(0);
      return () => release(lease, onTerm);
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
      for (const one of [...held.values()]) one.end();
      await rounds.stop();
      if (hasBegun) await rows.leave().then(onFreed, () => {});
    },
  };
}

function isAway(kind: ReturnType<typeof toStoreError>["kind"]): boolean {
  return kind === "unavailable" || kind === "unknown-host";
}
