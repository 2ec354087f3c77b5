import { expect, it } from "vitest";
import { chooseLeases, preferredFor } from "./choose-leases";
import { TIMING } from "./timing";

const LEASES = Array.from({ length: 60 }, (_, index) => `account:${index}`);
const server = (id: string, version = "1.0.0", runningMs = 60_000) => ({ id, version, runningMs });

type View = Parameters<typeof chooseLeases>[0];

/** What one server sees of leases that have been free for a moment, or are held by it. */
function choose(self: string, view: Partial<View> & { held?: readonly string[]; freeForMs?: number }) {
  const { held = [], freeForMs = 0, ...rest } = view;
  return chooseLeases(
    {
      ...{ self, live: [server(self)], isWanted: () => true, wasOffered: () => false, isSettled: true },
      ...{ isHeld: (lease) => held.includes(lease), wasGivenUp: () => false },
      leases: LEASES.map((name) =>
        held.includes(name)
          ? { name, holder: self, epoch: 1, leftMs: 10_000 }
          : { name, holder: "", epoch: 1, leftMs: -freeForMs },
      ),
      ...rest,
    },
    TIMING,
  );
}

it("gives each free lease to one of the servers at once, to each its share, and to any other only if that one does not come", () => {
  const live = ["a", "b", "c"].map((id) => server(id));
  const taken = live.map(({ id }) => choose(id, { live }).take);
  expect(taken.flat().sort()).toEqual([...LEASES].sort());
  for (const share of taken) expect(share.length).toBeGreaterThan(10);
  expect(choose("a", { live }).nextInMs).toBe(TIMING.headStartMs);
  expect(choose("a", { live, freeForMs: TIMING.headStartMs }).take).toEqual(LEASES);
});

it("moves only the leases of a server that goes, and only to one that comes", () => {
  const [two, three] = [["a", "b"].map((id) => server(id)), ["a", "b", "c"].map((id) => server(id))];
  for (const lease of LEASES) {
    const [before, after] = [preferredFor(lease, two), preferredFor(lease, three)];
    expect(after === before || after === "c").toBe(true);
  }
});

it("hands a few leases at a time to a server that has joined, once the servers have been the same for a while", () => {
  const live = [server("a"), server("b")];
  expect(choose("a", { live, held: LEASES, isSettled: false }).handOver).toEqual([]);
  const { handOver } = choose("a", { live, held: LEASES });
  expect(handOver).toHaveLength(3);
  for (const lease of handOver) expect(preferredFor(lease, live)).toBe("b");
  const again = choose("a", { live, held: LEASES, wasOffered: (lease) => handOver.includes(lease) });
  expect(again.handOver.some((lease) => handOver.includes(lease))).toBe(false);
});

it("hands everything to a newer server that has run for a while, and takes nothing back that it wants", () => {
  const live = (runningMs: number) => [server("old"), server("new", "1.1.0", runningMs)];
  expect(choose("old", { live: live(9_000), held: LEASES, isSettled: false }).handOver).toEqual([]);
  expect(choose("old", { live: live(10_000), held: LEASES, isSettled: false }).handOver).toEqual(LEASES);
  expect(choose("old", { live: live(10_000), freeForMs: TIMING.newerHeadStartMs - 1 }).take).toEqual([]);
  expect(choose("old", { live: live(10_000), freeForMs: TIMING.newerHeadStartMs }).take).toEqual(LEASES);
  // Never the reverse: the newer one waits for none of them, and gives none away.
  expect(choose("new", { live: live(10_000) }).take).toEqual(LEASES);
  expect(choose("new", { live: live(10_000), held: LEASES }).handOver).toEqual([]);
});

it("takes again what it lost by itself, waits for what another one holds, and leaves what it does not want", () => {
  const lease = (name: string, holder: string, leftMs: number) => ({ name, holder, epoch: 1, leftMs });
  const { take, nextInMs } = choose("a", {
    leases: [lease("own", "a", 8_000), lease("other", "b", 7_000), lease("foreign", "", -60_000)],
    isWanted: (name) => name !== "foreign",
  });
  expect([take, nextInMs]).toEqual([["own"], 7_000]);
});
