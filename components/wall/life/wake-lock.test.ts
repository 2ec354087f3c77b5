import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { holdWakeLock, type ScreenSleep } from "./wake-lock";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A browser that grants locks until it is told not to, and can take them away. */
function browserWith({ isGiving = true, isHidden = false } = {}) {
  const state = { isGiving, isHidden, asked: 0, held: 0, take: () => {} };
  const request = async () => {
    state.asked += 1;
    if (!state.isGiving) throw new DOMException("The battery is low.", "NotAllowedError");
    state.held += 1;
    return {
      addEventListener: (_type: "release", listener: () => void) => {
        state.take = () => {
          state.held -= 1;
          listener();
        };
      },
      release: async () => state.take(),
    };
  };
  const told: ScreenSleep[] = [];
  const tell = (sleep: ScreenSleep) => void told.push(sleep);
  const holder = holdWakeLock({ request, isSecure: true, isHidden: () => state.isHidden, tell });
  return { state, told, holder };
}

it("asks once while the lock is held, and releases it at the end", async () => {
  const { state, told, holder } = browserWith();
  await vi.advanceTimersByTimeAsync(10 * MINUTE_MS);
  expect(told).toEqual(["kept-on"]);
  expect(state).toMatchObject({ asked: 1, held: 1 });
  holder.end();
  await vi.advanceTimersByTimeAsync(10 * MINUTE_MS);
  expect(told).toEqual(["kept-on"]);
  expect(state).toMatchObject({ asked: 1, held: 0 });
});

it("says that the lock was taken away, and asks again once a minute until there is another", async () => {
  const { state, told } = browserWith();
  await vi.advanceTimersByTimeAsync(1_000);
  state.isGiving = false;
  state.take();
  expect(told).toEqual(["kept-on", "refused"]);
  await vi.advanceTimersByTimeAsync(3 * MINUTE_MS);
  expect(state).toMatchObject({ asked: 4, held: 0 });
  state.isGiving = true;
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  expect(told.at(-1)).toBe("kept-on");
  expect(state.held).toBe(1);
});

it("does not report that a hidden page lost its lock, and asks again when the page is visible", async () => {
  const { state, told, holder } = browserWith();
  await vi.advanceTimersByTimeAsync(0);
  state.isHidden = true;
  state.take();
  await vi.advanceTimersByTimeAsync(5 * MINUTE_MS);
  expect(told).toEqual(["kept-on"]);
  state.isHidden = false;
  await holder.ask();
  expect(state).toMatchObject({ asked: 2, held: 1 });
});

it("tells a page without https from a browser that cannot keep its screen on", () => {
  const toldTo = (isSecure: boolean) => {
    const told: ScreenSleep[] = [];
    holdWakeLock({ request: null, isSecure, isHidden: () => false, tell: (sleep) => void told.push(sleep) }).end();
    return told;
  };
  expect(toldTo(false)).toEqual(["insecure"]);
  expect(toldTo(true)).toEqual(["unsupported"]);
});
