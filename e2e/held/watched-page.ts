import type { Page } from "@playwright/test";

/** What an open page did while it was watched. */
export interface Watched {
  /** Renders of React that no tick of the clock has caused. */
  rendersBetweenTicks: number;
  /** What changed on the page other than figures. */
  changes: string[];
  /** How often an age fell back, because something was read again. */
  falls: number;
}

/** To be called before the page is opened: React tells its renders to whoever is there when it starts. */
export async function watchRenders(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const state = { isTick: false, rendersBetweenTicks: 0 };
    const onCommitFiberRoot = () => {
      if (!state.isTick) state.rendersBetweenTicks += 1;
    };
    const hook = { supportsFiber: true, isDisabled: false, inject: () => 1, onCommitFiberRoot };
    const ignored = { onCommitFiberUnmount() {}, onPostCommitFiberRoot() {}, checkDCE() {} };
    Reflect.set(window, "__REACT_DEVTOOLS_GLOBAL_HOOK__", { ...hook, ...ignored });
    Reflect.set(window, "renders", state);
    const { setInterval: setOwnInterval } = window;
    const ticking = (run: () => void) => () => {
      state.isTick = true;
      run();
      // React renders before the next task.
      setTimeout(() => {
        state.isTick = false;
      });
    };
    Reflect.set(window, "setInterval", (run: () => void, delayMs: number) => setOwnInterval(ticking(run), delayMs));
  });
}

/** Watches from now until the function that is returned is called. */
export async function watch(page: Page): Promise<() => Promise<Watched>> {
  const watching = await page.evaluateHandle(() => {
    const state: { rendersBetweenTicks: number } = Reflect.get(window, "renders");
    const before = state.rendersBetweenTicks;
    const seen = { changes: [] as string[], falls: 0 };
    const withoutFigures = (text: string) => text.replace(/<?\$?[\d.,]+/g, "#");
    // Money that begins to be counted on a new day, how much of a young history was watched, and the minute’s shift of a wall against burn-in.
    const isOfTheClock = (text: string) =>
      /^attributes aria-label: Month to date: |^\+(# today)? -(# today)?$|^attributes style: .*translate: /.test(text);
    const secondsIn = (text: string) => Number(/^(?:Reading: )?(\d+) s$/.exec(text)?.[1] ?? Number.NaN);
    const observer = new MutationObserver((mutations) => {
      for (const { type, target, oldValue, attributeName, addedNodes, removedNodes } of mutations) {
        const was = oldValue ?? "";
        const is = (target instanceof Element ? target.getAttribute(attributeName ?? "") : target.textContent) ?? "";
        if (secondsIn(is) < secondsIn(was)) seen.falls += 1;
        // The line of the past day moves on with the clock.
        if (attributeName === "d") continue;
        const swap = `+${textOf(addedNodes)} -${textOf(removedNodes)}`;
        if (type === "childList") seen.changes.push(...(isOfTheClock(withoutFigures(swap)) ? [] : [swap]));
        else if (withoutFigures(was) !== withoutFigures(is)) {
          const change = `${type} ${attributeName}: ${was} → ${is}`;
          if (!isOfTheClock(change)) seen.changes.push(change);
        }
      }
    });
    const textOf = (nodes: NodeList) => [...nodes].map((node) => node.textContent ?? "").join("|");
    observer.observe(document.body, {
      ...{ subtree: true, childList: true, characterData: true, attributes: true },
      ...{ characterDataOldValue: true, attributeOldValue: true },
    });
    return { report: () => ({ ...seen, rendersBetweenTicks: state.rendersBetweenTicks - before }) };
  });
  return () => watching.evaluate(({ report }) => report());
}

/** How a page asks for clusters. */
export interface Asking {
  /** The statuses of what it was answered, since the last call of `forget`. */
  statuses(): number[];
  /** How many questions it has asked since then, and how many of them could be held. */
  asked(): { all: number; holdable: number };
  /** What it is asking right now. */
  pending(): string[];
  forget(): void;
}

export function watchAsking(page: Page): Asking {
  let statuses: number[] = [];
  let asked: string[] = [];
  const pending = new Map<unknown, string>();
  const isAsking = (url: string) => /^\/api\/(shared\/[^/]+\/)?clusters(\/[^/]+)?$/.test(new URL(url).pathname);
  page.on("request", (request) => {
    if (!isAsking(request.url())) return;
    asked.push(request.url());
    pending.set(request, request.url());
  });
  page.on("response", (response) => {
    if (isAsking(response.url())) statuses.push(response.status());
  });
  for (const event of ["requestfinished", "requestfailed"] as const)
    page.on(event as "requestfinished", (request) => pending.delete(request));
  return {
    statuses: () => [...statuses],
    asked: () => ({ all: asked.length, holdable: asked.filter(isHoldable).length }),
    pending: () => [...pending.values()],
    forget: () => {
      statuses = [];
      asked = [];
    },
  };
}

export function isHoldable(url: string): boolean {
  return new URL(url).searchParams.has("wait");
}
