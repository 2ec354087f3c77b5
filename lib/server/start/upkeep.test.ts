import { expect, it } from "vitest";
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
