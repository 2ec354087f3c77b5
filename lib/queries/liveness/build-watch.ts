import { MINUTE_MS } from "@/lib/domain/time/epoch";

/** While servers are replaced one after the other, the old and the new build answer in turn. */
const MIN_ANSWERS = 3;
const MIN_SETTLED_MS = MINUTE_MS;

export interface BuildWatch {
  /** Notes which build sent an answer; `null` if that says nothing of it. */
  note(build: string | null): void;
  latest(): string | null;
  /** The build that alone has sent all answers for a minute, and at least three; `null` if there is none. */
  settled(): string | null;
  /** Whether the latest build is another than the first. */
  isUpdated(): boolean;
}

/** Follows which builds answer one page. `now` is a monotonic clock, in milliseconds. */
export function createBuildWatch(now: () => number): BuildWatch {
  let first: string | null = null;
  let latest: string | null = null;
  let answers = 0;
  let firstAt = 0;
  let lastAt = 0;
  return {
    note(build) {
      if (build === null) return;
      lastAt = now();
      if (build !== latest) [answers, firstAt] = [0, lastAt];
      answers += 1;
      first ??= build;
      latest = build;
    },
    latest: () => latest,
    settled: () => (answers >= MIN_ANSWERS && lastAt - firstAt >= MIN_SETTLED_MS ? latest : null),
    isUpdated: () => latest !== first,
  };
}
