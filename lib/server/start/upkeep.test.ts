import { expect, it, vi } from "vitest";
import { createSoleServer } from "../coordination/sole-server";
import { shareUpkeep } from "./upkeep";

it("works on the store only in its own terms, and leaves nothing running after the last one", async () => {
  const running = new Set<number>();
  let [started, begin] = [0, () => {}];
  const start = () => {
    started += 1;
    const number = started;
    running.add(number);
    return [{ stop: async () => void running.delete(number) }];
  };
  const upkeep = shareUpkeep(
    {
      want: (lease, onTerm) => {
        let ending = new AbortController();
        begin = () => {
          ending.abort();
          ending = new AbortController();
          const { signal } = ending;
          onTerm({ lease, epoch: started, isTrusted: () => !signal.aborted, signal });
        };
        return async () => ending.abort();
      },
    },
    start,
  );
  expect([started, upkeep.isOurs()]).toEqual([0, false]);
  begin();
  expect([[...running], upkeep.isOurs()]).toEqual([[1], true]);
  begin();
  expect([...running]).toEqual([2]);
  await upkeep.stop();
  expect([[...running], upkeep.isOurs()]).toEqual([[], false]);
});

it("begins at once where there is only one server", async () => {
  let started = 0;
  const upkeep = shareUpkeep(createSoleServer().leases, () => {
    started += 1;
    return [];
  });
  expect([started, upkeep.isOurs()]).toEqual([1, true]);
  await upkeep.stop();
});

it("has another server go on only once what has begun is no longer in the store's way, and begins nothing more until then", async () => {
  const stopped = Promise.withResolvers<void>();
  const ending = new AbortController();
  let finish: () => Promise<void> = () => expect.fail("Nothing is finished before it is handed over.");
  const upkeep = shareUpkeep(
    {
      want: (lease, onTerm, finishOne = finish) => {
        finish = finishOne;
        onTerm({ lease, epoch: 1, isTrusted: () => !ending.signal.aborted, signal: ending.signal });
        return async () => ending.abort();
      },
    },
    () => [{ stop: () => stopped.promise }],
  );
  const finished = vi.fn();
  const finishing = finish().then(finished);
  await Promise.resolve();
  expect([finished.mock.calls.length, upkeep.isOurs()]).toEqual([0, false]);
  stopped.resolve();
  await finishing;
  expect(finished).toHaveBeenCalledOnce();
});
