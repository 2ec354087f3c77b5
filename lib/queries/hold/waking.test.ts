import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { HOUR_MS, SECOND_MS } from "@/lib/domain/time/epoch";
import { watchForWaking } from "./waking";

const page = { document: Object.assign(new EventTarget(), { visibilityState: "visible", readyState: "complete" }) };
const inPage = new EventTarget();
let wall = 0;

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(page.document, { visibilityState: "visible", readyState: "complete" });
  vi.stubGlobal("document", page.document);
  vi.stubGlobal("window", inPage);
  wall = Date.UTC(2026, 10, 20);
});
afterEach(() => {
  vi.useRealTimers();
});

function pass(seconds: number): void {
  for (let second = 0; second < seconds; second += 1) {
    wall += SECOND_MS;
    vi.advanceTimersByTime(SECOND_MS);
  }
}

const isAwake = (happen: () => void) => {
  const waking = watchForWaking(() => wall);
  happen();
  waking.end();
  return waking.signal.aborted;
};

it("notices that the machine slept, even if its own timers stood still meanwhile", () => {
  const sleep = () => {
    pass(3);
    wall += HOUR_MS;
    pass(1);
  };
  expect(isAwake(sleep)).toBe(true);
});

it("takes neither time that passes nor a clock that is set back for a sleep", () => {
  expect(isAwake(() => pass(60))).toBe(false);
  const setBack = () => {
    wall -= HOUR_MS;
    pass(60);
  };
  expect(isAwake(setBack)).toBe(false);
});

it("notices that the page is shown again, and that the network is back", () => {
  expect(isAwake(() => inPage.dispatchEvent(new Event("online")))).toBe(true);
  expect(isAwake(() => inPage.dispatchEvent(new Event("pageshow")))).toBe(true);
  expect(isAwake(() => page.document.dispatchEvent(new Event("visibilitychange")))).toBe(true);
});

it("does not wake a page that is hidden, or that is still loading", () => {
  page.document.visibilityState = "hidden";
  expect(isAwake(() => page.document.dispatchEvent(new Event("visibilitychange")))).toBe(false);
  page.document.readyState = "interactive";
  expect(isAwake(() => inPage.dispatchEvent(new Event("pageshow")))).toBe(false);
});

it("leaves no timer and no listener behind", () => {
  const waking = watchForWaking(() => wall);
  waking.end();
  for (const event of ["online", "pageshow"]) inPage.dispatchEvent(new Event(event));
  page.document.dispatchEvent(new Event("visibilitychange"));
  expect(waking.signal.aborted).toBe(false);
  expect(vi.getTimerCount()).toBe(0);
});
