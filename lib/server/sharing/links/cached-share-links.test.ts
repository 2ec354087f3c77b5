import { expect, it, onTestFinished, vi } from "vitest";
import { exampleTerms, NOW } from "@/lib/testing/example-links";
import { ANSWER_WITHIN_MS, STORE_GRACE_MS } from "../../store/confirmed-answers";
import { cacheShareLinks } from "./cached-share-links";
import { enterLink } from "./enter-link";
import type { ShareLinks } from "./share-links";
import type { StoredLink } from "./stored-link";
import { hashToken } from "./token";

const link: StoredLink = {
  ...exampleTerms(),
  ...{ id: "1", aliasKey: "key", createdBy: "", createdAt: NOW, revokedAt: null, lastOpenedAt: null, opens: 0 },
};
const TOKEN = "t".repeat(32);
const OTHER = "o".repeat(32);
const UNKNOWN = "u".repeat(32);
const UNANSWERED = { code: "storage" };

/** Cached links over a store that holds TOKEN and OTHER, and that answers, can only be read, or does not answer. */
function linksOver() {
  const state = { store: "up" as "up" | "read-only" | "away" | "silent", now: NOW, seen: {} as Partial<StoredLink> };
  const answer = async <Value>(value: Value, isChange = false): Promise<Value> => {
    if (state.store === "silent") return new Promise(() => {});
    if (state.store === "away" || (isChange && state.store === "read-only")) throw new Error("database is locked");
    return value;
  };
  const byHash = new Map([
    [hashToken(TOKEN), link],
    [hashToken(OTHER), { ...link, id: "2" }],
  ]);
  const given = new Map<string, number>();
  const stored: ShareLinks = {
    list: () => answer([link]),
    find: () => answer(link),
    findByToken: () => answer(link),
    findByHashes: (hashes) =>
      answer(
        new Map(
          [...byHash].flatMap(([hash, known]) => (hashes.includes(hash) ? [[hash, { ...known, ...state.seen }]] : [])),
        ),
      ),
    create: () => answer({ link, token: "token" }, true),
    createFor: () => answer(link, true),
    revoke: () => answer(true, true),
    noteOpening: () => answer(true, true),
    numberClusters: async (_, clusterIds) => {
      const missing = clusterIds.filter((id) => !given.has(id));
      await answer(null, missing.length > 0);
      for (const id of missing) given.set(id, given.size + 1);
      return new Map(given);
    },
  };
  const changed = vi.fn();
  const links = cacheShareLinks(stored, () => state.now, changed);
  return { state, links, changed, enter: (token: string) => enterLink(links, token, new Headers(), state.now) };
}

it("looks guesses up one at a time, and never makes a known link wait for them", async () => {
  const looked: string[] = [];
  const { promise: stuck, resolve: go } = Promise.withResolvers<void>();
  const { links } = linksOver();
  const known = hashToken(TOKEN);
  const slow = cacheShareLinks(
    {
      ...links,
      findByHashes: async (hashes) => {
        looked.push(...hashes);
        if (!hashes.includes(known)) await stuck;
        return new Map(hashes.includes(known) ? [[known, link]] : []);
      },
    },
    () => NOW,
    () => {},
  );
  await slow.findByToken(TOKEN);
  const guesses = Array.from({ length: 50 }, (_, index) => slow.findByToken(`guess-${index}`.padEnd(32, "x")));
  expect(await slow.findByToken(TOKEN)).toEqual(link);
  expect(looked.filter((hash) => hash !== known)).toHaveLength(1);
  go();
  expect(await Promise.all(guesses)).toEqual(guesses.map(() => null));
});

it("keeps a link open that was open a moment ago while the store does not answer, and no other", async () => {
  const { state, enter } = linksOver();
  await enter(TOKEN);
  state.store = "away";
  state.now += STORE_GRACE_MS - 1;
  expect(await enter(TOKEN)).toEqual({ state: "open", link });
  await expect(enter(OTHER)).rejects.toMatchObject(UNANSWERED);
  await expect(enter(UNKNOWN)).rejects.toMatchObject(UNANSWERED);
  state.now += 1;
  await expect(enter(TOKEN)).rejects.toMatchObject(UNANSWERED);
});

it("closes a cached link when it expires, and asks the store again once one was revoked here", async () => {
  const { state, links, enter } = linksOver();
  await enter(TOKEN);
  state.now += 1;
  await links.revoke("1", state.now);
  state.store = "away";
  await expect(enter(TOKEN)).rejects.toMatchObject(UNANSWERED);
  state.store = "up";
  state.now = link.expiresAt - 1;
  await enter(TOKEN);
  state.store = "away";
  state.now += 1;
  expect(await enter(TOKEN)).toEqual({ state: "gone" });
});

it("says so when a link could not be revoked, and lets nobody in with it until the store answers", async () => {
  const { state, links, enter } = linksOver();
  await enter(TOKEN);
  await enter(OTHER);
  state.store = "away";
  await expect(links.revoke("1", state.now)).rejects.toMatchObject(UNANSWERED);
  await expect(enter(TOKEN)).rejects.toMatchObject(UNANSWERED);
  expect(await enter(OTHER)).toMatchObject({ state: "open" });
});

it("keeps its numbers while none can be given out, and leaves new clusters without one", async () => {
  const { state, links } = linksOver();
  state.store = "read-only";
  expect(await links.numberClusters("1", ["a"])).toEqual(new Map());
  state.store = "up";
  await links.numberClusters("1", ["a", "b"]);
  for (const store of ["read-only", "away"] as const) {
    state.store = store;
    expect(await links.numberClusters("1", ["a", "b", "c"])).toEqual(
      new Map([
        ["a", 1],
        ["b", 2],
      ]),
    );
  }
  await expect(links.numberClusters("2", ["a"])).rejects.toMatchObject(UNANSWERED);
});

it("makes no guest wait for a number that was already given, or long for a new one, while the database is silent", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const { state, links } = linksOver();
  const given = await links.numberClusters("1", ["a", "b"]);
  state.store = "silent";
  expect(await links.numberClusters("1", ["b", "a"])).toEqual(given);
  const withNew = links.numberClusters("1", ["a", "b", "c"]);
  await vi.advanceTimersByTimeAsync(ANSWER_WITHIN_MS);
  expect(await withNew).toEqual(given);
});

it("tells a guest whose number does not come in time those that others have got meanwhile", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const { state, links } = linksOver();
  await links.numberClusters("1", ["a"]);
  state.store = "silent";
  const slow = links.numberClusters("1", ["a", "b", "c"]);
  state.store = "up";
  const given = await links.numberClusters("1", ["a", "b"]);
  await vi.advanceTimersByTimeAsync(ANSWER_WITHIN_MS);
  expect(await slow).toEqual(given);
  expect(given.size).toBe(2);
});

it("tells that a link shows something else, or has ended, but not that somebody opened it", async () => {
  const { state, changed, enter } = linksOver();
  await enter(TOKEN);
  state.seen = { opens: 7, lastOpenedAt: NOW };
  await enter(TOKEN);
  expect(changed).not.toHaveBeenCalled();
  state.seen = { show: { ...link.show, costs: !link.show.costs } };
  await enter(TOKEN);
  expect(changed).toHaveBeenCalledTimes(1);
  state.seen = { ...state.seen, revokedAt: NOW };
  await enter(TOKEN);
  expect(changed).toHaveBeenCalledTimes(2);
});
