import { expect, it } from "vitest";
import { createSharedWork } from "./shared-work";

const STAYS = new AbortController().signal;

function sharing() {
  let now = 0;
  let runs = 0;
  const signals: AbortSignal[] = [];
  const shared = createSharedWork<number>({ now: () => now, cacheMs: 1_000, maxCached: 2 });
  const ends: ((value: number) => void)[] = [];
  const work = (signal: AbortSignal) => {
    runs += 1;
    signals.push(signal);
    return new Promise<number>((resolve, reject) => {
      ends.push(resolve);
      signal.addEventListener("abort", () => reject(signal.reason));
    });
  };
  return {
    ask: (key: string, generation = 0, signal = STAYS) => shared.do({ key, generation }, signal, work),
    end: (index: number, value: number) => ends[index]?.(value),
    later: (ms: number) => {
      now += ms;
    },
    runs: () => runs,
    signals,
  };
}

it("works once for everybody who asks the same at the same time, and again for whoever asks something else", async () => {
  const { ask, end, runs } = sharing();
  const answers = [ask("a"), ask("a"), ask("b")];
  end(0, 1);
  end(1, 2);
  expect(await Promise.all(answers)).toEqual([1, 1, 2]);
  expect(runs()).toBe(2);
});

it("caches an answer while nothing has changed, and not for long", async () => {
  const { ask, end, later, runs } = sharing();
  const first = ask("a");
  end(0, 1);
  await first;
  later(999);
  expect(await ask("a")).toBe(1);
  const changed = ask("a", 1);
  end(1, 2);
  expect(await changed).toBe(2);
  later(1_000);
  const old = ask("a", 1);
  end(2, 3);
  expect(await old).toBe(3);
  expect(runs()).toBe(3);
});

it("shares work under way even if something has changed meanwhile", async () => {
  const { ask, end, runs } = sharing();
  const both = [ask("a", 0), ask("a", 1)];
  end(0, 1);
  expect(await Promise.all(both)).toEqual([1, 1]);
  expect(runs()).toBe(1);
});

it("ends the work when everybody who waits has gone, and not before; a later request starts over", async () => {
  const { ask, end, signals, runs } = sharing();
  const [one, other] = [new AbortController(), new AbortController()];
  const left = ask("a", 0, one.signal);
  const stayed = ask("a", 0, other.signal);
  one.abort(new Error("gone"));
  await expect(left).rejects.toThrow("gone");
  expect(signals[0]?.aborted).toBe(false);
  other.abort(new Error("gone too"));
  await expect(stayed).rejects.toThrow("gone too");
  expect(signals[0]?.aborted).toBe(true);
  const again = ask("a");
  end(1, 2);
  expect(await again).toBe(2);
  expect(runs()).toBe(2);
});

it("caches no failure, and no more answers than it may", async () => {
  const { ask, end, runs, signals } = sharing();
  const ended = new AbortController();
  const failed = ask("a", 0, ended.signal);
  ended.abort(new Error("no"));
  await expect(failed).rejects.toThrow("no");
  expect(signals).toHaveLength(1);
  for (const [index, key] of ["a", "b", "c"].entries()) {
    const answer = ask(key);
    end(index + 1, index);
    await answer;
  }
  expect(await ask("c")).toBe(2);
  void ask("a");
  expect(runs()).toBe(5);
});
