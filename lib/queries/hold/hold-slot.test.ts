import { expect, it } from "vitest";
import { type HoldSlot, takeHoldSlot } from "./hold-slot";

/** Locks as browsers share them between windows. */
function browserLocks() {
  const taken = new Set<string>();
  const request = async (name: string, ...rest: unknown[]) => {
    const callback = rest.at(-1) as LockGrantedCallback<unknown>;
    if (taken.has(name)) return callback(null);
    taken.add(name);
    try {
      return await callback({ name, mode: "exclusive" });
    } finally {
      taken.delete(name);
    }
  };
  return { request: request as LockManager["request"] };
}

const inUse = () => true;
const unused = () => false;

it("leaves two of a browser's six connections to clicks, however many windows ask", async () => {
  const locks = browserLocks();
  const slots = await Promise.all(Array.from({ length: 6 }, () => takeHoldSlot(locks, inUse)));
  expect(slots.filter((slot) => slot !== null)).toHaveLength(4);
});

it("gives a slot that was released to the next window that asks", async () => {
  const locks = browserLocks();
  const slots: (HoldSlot | null)[] = [];
  for (let window = 0; window < 4; window += 1) slots.push(await takeHoldSlot(locks, inUse));
  expect(await takeHoldSlot(locks, inUse)).toBeNull();
  slots[2]?.release();
  await Promise.resolve();
  expect(await takeHoldSlot(locks, inUse)).not.toBeNull();
  expect(await takeHoldSlot(locks, inUse)).toBeNull();
});

it("lets only the window in use have its question held where windows cannot agree", async () => {
  const sandboxed = { request: () => Promise.reject(new DOMException("Access denied", "SecurityError")) };
  for (const locks of [undefined, sandboxed]) {
    expect(await takeHoldSlot(locks, unused)).toBeNull();
    expect(await takeHoldSlot(locks, inUse)).not.toBeNull();
  }
});
