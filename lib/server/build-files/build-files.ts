import "server-only";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { HOUR_MS } from "@/lib/domain/time/epoch";
import type { Hints } from "../coordination/hints";
import type { StoreHandle } from "../store/store-handle";
import type { ThrottledLog } from "../throttled-log";
import type { BuildFileRows, ListedFile } from "./build-file-rows";
import type { OwnBuild } from "./own-build";
import { createRecentBodies } from "./recent-bodies";

const TOPIC = "build-files";
const PRUNE_EVERY_MS = HOUR_MS;

const gzipped = promisify(gzip);

/** The static files of builds whose servers answer beside this one, or did so lately. */
export interface BuildFiles {
  /** How to read a file that this build does not have itself, gzipped; `null` if no other one is known to have it either. */
  find(path: string): (() => Promise<Buffer | null>) | null;
  /** Whether the others have had their chance to get those of this build: they are there, or could not be stored. */
  haveBeenOffered(): boolean;
  /** Resolves once the store is no longer in use here. */
  stop(): Promise<void>;
}

interface Options {
  own: OwnBuild;
  rows: StoreHandle<BuildFileRows | null>;
  hints: Hints;
  /** Whether this server removes old builds, of those that share the store. */
  mayPrune: () => boolean;
  onFailed: ThrottledLog;
}

/**
 * Stores the files of this server's build unless they are there, and from then on knows the names of all others: so an address that nobody
 * has costs the database nothing.
 */
export function shareBuildFiles({ own, rows, hints, mayPrune, onFailed }: Options): BuildFiles {
  const stopped = new AbortController();
  let known = "";
  let files: ReadonlyMap<string, ListedFile> = new Map();
  let prunedAt = Number.NEGATIVE_INFINITY;
  let isOffered = false;
  let looking = Promise.resolve();

  async function store(into: BuildFileRows): Promise<void> {
    await into.begin(own.id);
    for (const path of own.paths) {
      const body = await gzipped(await own.read(path));
      stopped.signal.throwIfAborted();
      await into.add(own.id, path, body);
    }
    await into.complete(own.id);
    hints.tell(TOPIC);
  }

  async function prune(from: BuildFileRows): Promise<void> {
    if (!mayPrune() || performance.now() - prunedAt < PRUNE_EVERY_MS) return;
    prunedAt = performance.now();
    await from.prune();
  }

  async function learn(from: BuildFileRows, buildIds: readonly string[]): Promise<void> {
    const others = buildIds.filter((id) => id !== own.id);
    if (known === others.join()) return;
    const listed = await from.list(others);
    files = new Map(listed.filter(({ path }) => !own.paths.has(path)).map((file) => [file.path, file]));
    known = others.join();
  }

  async function look(): Promise<void> {
    const opened = rows.current();
    if (opened === null || stopped.signal.aborted) return;
    const buildIds = await opened.see(own.id);
    await learn(opened, buildIds);
    if (!buildIds.includes(own.id)) await store(opened);
    isOffered = true;
    await prune(opened);
  }

  /** Never twice at once: what was told meanwhile may have come too late for the look before. */
  function lookNext(): Promise<void> {
    looking = looking.catch(() => {}).then(look);
    return looking;
  }

  const read = createRecentBodies(async (file) => (await rows.current()?.read(file)) ?? null);
  const unfollow = hints.follow(TOPIC, lookNext);
  rows.whenOpen(() => {
    lookNext().catch((error: unknown) => {
      isOffered = true;
      if (!stopped.signal.aborted) onFailed(error);
    });
  });

  return {
    find: (path) => {
      const file = files.get(path);
      return file === undefined ? null : () => read(file);
    },
    haveBeenOffered: () => isOffered,
    stop: async () => {
      stopped.abort();
      unfollow();
      await looking.catch(() => {});
    },
  };
}
