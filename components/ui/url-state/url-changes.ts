import { changeQuery, type Written } from "./url-query";

/** Safari allows 100 changes of the address in 30 s, and throws at the next. */
const MIN_PAUSE_MS = 320;
/** For a change of the address in the meantime, Next would give up the page that it is loading. Most have loaded by then. */
const LEAVING_MS = 2_000;

/** The part of the browser that has the address. */
export interface AddressBar {
  location: Pick<Location, "pathname" | "search" | "hash">;
  history: Pick<History, "pushState" | "replaceState">;
}

/**
 * Changes of the query that the page already shows and the address does not say yet: someone who types changes it with each
 * key, which is more often than browsers allow.
 */
export function createUrlChanges(bar: AddressBar) {
  let shown: Written = new Map();
  /** The names among them that are still to be written, and the page they belong to. */
  let unwritten = new Set<string>();
  let pathname = "";
  let pause: ReturnType<typeof setTimeout> | null = null;
  const listeners = new Set<() => void>();

  function show(next: Written): void {
    shown = next;
    for (const listener of listeners) listener();
  }

  function write(method: "pushState" | "replaceState"): void {
    const changes = new Map([...shown].filter(([name]) => unwritten.has(name)));
    unwritten = new Set();
    // Who has left the page has left its view.
    if (bar.location.pathname !== pathname) {
      show(new Map());
      return;
    }
    const query = changeQuery(bar.location.search, changes);
    bar.history[method](null, "", `${bar.location.pathname}${query}${bar.location.hash}`);
  }

  function writeSoon(): void {
    if (pause !== null) return;
    write("replaceState");
    rest(MIN_PAUSE_MS);
  }

  function rest(durationMs: number): void {
    if (pause !== null) clearTimeout(pause);
    pause = setTimeout(() => {
      pause = null;
      if (unwritten.size > 0) writeSoon();
    }, durationMs);
  }

  return {
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    shown: () => shown,
    /** Shows changes at once. `push`: as a step of its own, which the browser's back button takes back. */
    change(written: Written, { push = false } = {}): void {
      pathname = bar.location.pathname;
      for (const name of written.keys()) unwritten.add(name);
      show(new Map([...shown, ...written]));
      if (push) write("pushState");
      else writeSoon();
    },
    /** To be called before another page is opened: what is not written yet is written now, or not until that page is there. */
    leaving(): void {
      if (unwritten.size > 0) write("replaceState");
      rest(LEAVING_MS);
    },
    /** To be called with each query that the page is rendered for: once it is the address's own, that says it all. */
    rendered(query: URLSearchParams): void {
      if (query.toString() !== new URLSearchParams(bar.location.search).toString()) return;
      const left = new Map([...shown].filter(([name]) => unwritten.has(name)));
      if (left.size < shown.size) show(left);
    },
    /** To be called when the browser goes back or forward: what is there counts, and nothing from here. */
    left(): void {
      unwritten = new Set();
      if (shown.size > 0) show(new Map());
    },
  };
}
