import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createUrlChanges } from "./url-changes";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function startBar(address: string) {
  const location = { pathname: "", search: "", hash: "" };
  const steps: string[] = [];
  const goTo = (to: string) => {
    const { pathname, search, hash } = new URL(to, "http://localhost");
    Object.assign(location, { pathname, search, hash });
  };
  const step = (method: string) => (_state: unknown, _title: string, to?: string | URL | null) => {
    steps.push(`${method} ${to}`);
    goTo(String(to));
  };
  goTo(address);
  return { location, history: { pushState: step("push"), replaceState: step("replace") }, steps, goTo };
}

it("shows every key at once, and writes the first at once and the others together, no more often than browsers allow", () => {
  const bar = startBar("/?sort=name#list");
  const changes = createUrlChanges(bar);
  for (const q of ["a", "ab", "abc"]) {
    changes.change(new Map([["q", q]]));
    expect(changes.shown().get("q")).toBe(q);
  }
  expect(bar.steps).toEqual(["replace /?sort=name&q=a#list"]);
  vi.advanceTimersByTime(320);
  expect(bar.steps.slice(1)).toEqual(["replace /?sort=name&q=abc#list"]);
  for (let key = 0; key < 3_000; key++) {
    changes.change(new Map([["q", `${key}`]]));
    vi.advanceTimersByTime(10);
  }
  expect(bar.steps.length).toBeLessThanOrEqual(100);
  vi.runAllTimers();
  expect(bar.steps.at(-1)).toBe("replace /?sort=name&q=2999#list");
});

it("writes what is left before another page is opened, and nothing while that loads", () => {
  const bar = startBar("/");
  const changes = createUrlChanges(bar);
  for (const q of ["a", "ab"]) changes.change(new Map([["q", q]]));
  changes.leaving();
  expect(bar.steps).toEqual(["replace /?q=a", "replace /?q=ab"]);
  changes.change(new Map([["q", "abc"]]));
  vi.advanceTimersByTime(1_000);
  expect(bar.steps).toHaveLength(2);
  bar.goTo("/clusters/1");
  vi.runAllTimers();
  expect(bar.steps).toHaveLength(2);
});

it("writes at last what was changed on a page that is not left after all", () => {
  const bar = startBar("/");
  const changes = createUrlChanges(bar);
  changes.leaving();
  changes.change(new Map([["q", "a"]]));
  vi.runAllTimers();
  expect(bar.steps).toEqual(["replace /?q=a"]);
});

it("goes on showing a change until the page is rendered with what the address says", () => {
  const bar = startBar("/?q=a");
  const changes = createUrlChanges(bar);
  changes.change(new Map([["q", "ab"]]));
  changes.change(new Map([["q", "abc"]]));
  vi.advanceTimersByTime(320);
  for (const late of ["q=a", "q=ab"]) {
    changes.rendered(new URLSearchParams(late));
    expect(changes.shown().get("q")).toBe("abc");
  }
  changes.rendered(new URLSearchParams("q=abc"));
  expect(changes.shown().size).toBe(0);
  // What is not written yet stays, though the address and the page agree.
  changes.change(new Map([["q", "abcd"]]));
  changes.rendered(new URLSearchParams("q=abc"));
  expect(changes.shown().get("q")).toBe("abcd");
});

it("takes a step that can be taken back where it is asked to", () => {
  const bar = startBar("/clusters/new");
  const changes = createUrlChanges(bar);
  changes.change(new Map([["step", "summary"]]), { push: true });
  expect(bar.steps).toEqual(["push /clusters/new?step=summary"]);
});

it("writes nothing into a page that somebody went to meanwhile, whether by a link or the back button", () => {
  const bar = startBar("/");
  const changes = createUrlChanges(bar);
  const told = vi.fn();
  changes.subscribe(told);
  const type = () => {
    changes.change(new Map([["q", "a"]]));
    changes.change(new Map([["q", "ab"]]));
  };
  type();
  bar.goTo("/costs?q=own");
  vi.runAllTimers();
  bar.goTo("/");
  type();
  bar.goTo("/?q=before");
  changes.left();
  vi.runAllTimers();
  expect(changes.shown().size).toBe(0);
  expect(told).toHaveBeenCalled();
  expect(bar.steps).toEqual(["replace /?q=a", "replace /?q=a"]);
});
