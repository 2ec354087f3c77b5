import "server-only";
import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Kysely } from "kysely";
import type { SilenceMatch, SilenceWindow } from "@/lib/domain/alerts/silence";
import type { WeeklyWindow } from "@/lib/domain/alerts/weekly-window";
import { DAY_MS, type EpochMs, MINUTE_MS } from "@/lib/domain/time/epoch";
import type { ConfiguredSilence } from "../../configuration/alerts/configured-alerts";
import { conflict, notFound } from "../../refusal";
import type { AlertTables, SilenceTable } from "../store/schema";
import { stretchesAround } from "./weekly-windows";

export interface NewSilence {
  match: SilenceMatch;
  /** `null` for a weekly one without an end. */
  until: EpochMs | null;
  weekly: WeeklyWindow | null;
  why: string;
}

export interface Silence extends NewSilence {
  id: string;
  from: EpochMs;
  /** Who made it: an e-mail address, or the file. */
  by: string;
  source: "settings" | "file";
}

export interface SilenceStore {
  load(): Promise<void>;
  /** Takes these for the silences of clusterdeck.yaml from now on. One that it had already goes on. */
  setConfigured(configured: readonly ConfiguredSilence[]): void;
  /** Those that are not over, the latest first, and before them those of the file. */
  list(): readonly Silence[];
  /** When they keep messages back, around now. */
  windows(): SilenceWindow[];
  add(silence: NewSilence, by: string): Promise<Silence>;
  /** Throws a refusal if there is none with this id, or if clusterdeck.yaml has it. */
  end(id: string): Promise<Silence>;
}

/** For as long, something may still be said, or not, because it was silenced. */
const KEPT_MS = 2 * DAY_MS;
const FILE_NAME = "clusterdeck.yaml";

export function createSilenceStore(
  db: Kysely<AlertTables>,
  configured: readonly ConfiguredSilence[],
  now: () => EpochMs,
): SilenceStore {
  let ofFile = silencesOfFile(configured, [], now());
  let stored: readonly Silence[] = [];
  let known: { from: EpochMs; windows: SilenceWindow[] } | null = null;

  async function load(): Promise<void> {
    await db
      .deleteFrom("alertSilence")
      .where("untilTime", "<", now() - KEPT_MS)
      .execute();
    const rows = await db.selectFrom("alertSilence").selectAll().orderBy("createdAt", "desc").orderBy("id").execute();
    stored = rows.map(silenceOf);
    known = null;
  }

  /** Each alert asks for them. They reach far beyond a minute, so they are found out once a minute. */
  function windows(): SilenceWindow[] {
    const at = now();
    if (known === null || at < known.from || at - known.from >= MINUTE_MS)
      known = { from: at, windows: [...ofFile, ...stored].flatMap((silence) => windowsOf(silence, at)) };
    return known.windows;
  }

  return {
    load,
    setConfigured: (next) => {
      ofFile = silencesOfFile(next, ofFile, now());
      known = null;
    },
    list: () => [...ofFile, ...stored].filter((silence) => isOpen(silence, now())),
    windows,
    async add(silence, by) {
      const at = now();
      const added: Silence = { ...silence, id: randomUUID(), from: at, by, source: "settings" };
      await db.insertInto("alertSilence").values(rowOf(added, at)).execute();
      await load();
      return added;
    },
    async end(id) {
      const at = now();
      if (ofFile.some((silence) => silence.id === id))
        throw conflict(`This silence is in ${FILE_NAME}. Remove it there.`);
      const silence = stored.find((one) => one.id === id && isOpen(one, at));
      if (silence === undefined) throw notFound("There is no silence with this id. It may be over.");
      // It stays stored: what was silenced until now is still to be known as silenced then.
      await db.updateTable("alertSilence").set({ untilTime: at }).where("id", "=", id).execute();
      await load();
      return { ...silence, until: at };
    },
  };
}

function silencesOfFile(
  configured: readonly ConfiguredSilence[],
  before: readonly Silence[],
  now: EpochMs,
): readonly Silence[] {
  return configured.map(({ match, until, weekly, why }, index) => {
    const silence = { match, until, weekly, why };
    const same = before.find((one) =>
      isDeepStrictEqual({ match: one.match, until: one.until, weekly: one.weekly, why: one.why }, silence),
    );
    return { ...silence, id: `file-${index + 1}`, from: same?.from ?? now, by: FILE_NAME, source: "file" };
  });
}

function isOpen({ until }: Silence, now: EpochMs): boolean {
  return until === null || until > now;
}

/** A weekly silence that has ended had windows until then. */
function windowsOf({ id, match, from, until, weekly }: Silence, now: EpochMs): SilenceWindow[] {
  const end = until ?? Number.POSITIVE_INFINITY;
  if (weekly === null) return [{ id, match, from, until: end }];
  return stretchesAround(weekly, Math.min(now, end))
    .map((stretch) => ({ id, match, from: Math.max(stretch.from, from), until: Math.min(stretch.until, end) }))
    .filter((window) => window.from < window.until);
}

function rowOf({ id, match, from, until, weekly, why, by }: Silence, now: EpochMs): SilenceTable {
  const { accountId = null, clusterId = null, rule = null, severity = null } = match;
  return {
    ...{
      id,
      accountId,
      clusterId,
      rule,
      severity,
      fromTime: from,
      untilTime: until,
      why,
      createdBy: by,
      createdAt: now,
    },
    weekly: weekly === null ? null : JSON.stringify(weekly),
  };
}

function silenceOf(row: SilenceTable): Silence {
  const { id, accountId, clusterId, rule, severity, fromTime, untilTime, weekly, why, createdBy } = row;
  return {
    ...{ id, from: fromTime, until: untilTime, why, by: createdBy, source: "settings" },
    match: {
      ...(accountId !== null && { accountId }),
      ...(clusterId !== null && { clusterId }),
      ...(rule !== null && { rule }),
      ...(severity !== null && { severity }),
    },
    weekly: weekly === null ? null : JSON.parse(weekly),
  };
}
