import { pino } from "pino";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { StoreError } from "./store-error";
import { createReopeningStore } from "./store-handle";

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

const LOCKED = Object.assign(new Error("database is locked"), { code: "SQLITE_BUSY" });

/** A store that opens as long as nothing is wrong. */
function startStore() {
  const world = { wrong: null as Error | null, tries: 0, closed: 0, given: [] as StoreError[] };
  const handle = createReopeningStore<{ close(): Promise<void> }>({
    giveUp: (error) => world.given.push(error),
    log: pino({ enabled: false }),
    now: Date.now,
  });
  const open = async () => {
    world.tries += 1;
    if (world.wrong !== null) throw world.wrong;
    return {
      close: async () => {
        world.closed += 1;
      },
    };
  };
  return { world, handle, open };
}

it("says why it is not open and since when, tries again less and less often, and opens by itself", async () => {
  const { world, handle, open } = startStore();
  const opened = vi.fn();
  handle.whenOpen(opened);
  world.wrong = LOCKED;
  await handle.open(open);
  expect([handle.current(), handle.problem()]).toEqual([
    null,
    { detail: expect.stringContaining("Another program"), since: 1_000_000 },
  ]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(world.tries).toBe(1 + 4 + 3);
  world.wrong = Object.assign(new Error("no space"), { code: "ENOSPC" });
  await vi.advanceTimersByTimeAsync(15_000);
  expect(handle.problem()).toEqual({ detail: expect.stringContaining("full"), since: 1_000_000 });
  world.wrong = null;
  expect(opened).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(15_000);
  expect(handle.problem()).toBeNull();
  expect(opened).toHaveBeenCalledExactlyOnceWith(handle.current());
  const later = vi.fn();
  handle.whenOpen(later);
  expect(later).toHaveBeenCalledOnce();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(world.tries).toBe(10);
});

it.each(["impossible", "newer-schema"] as const)(
  "gives up what is %s, at the first try and at a later one",
  async (kind) => {
    const { world, handle, open } = startStore();
    const hopeless = new StoreError(kind, "There is nothing to wait for.");
    world.wrong = LOCKED;
    await handle.open(open);
    world.wrong = hopeless;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(world).toMatchObject({ tries: 2, given: [hopeless] });
  },
);

it("closes without waiting for an attempt at a server that does not answer, and leaves nothing open once it does", async () => {
  const { world, handle, open } = startStore();
  const { promise, resolve } = Promise.withResolvers<void>();
  void handle.open(() => promise.then(open));
  await handle.close();
  resolve();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(handle.current()).toBeNull();
  expect(world).toMatchObject({ tries: 1, closed: 1 });
});
