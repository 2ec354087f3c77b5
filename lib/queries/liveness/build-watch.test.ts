import { expect, it } from "vitest";
import { SECOND_MS } from "@/lib/domain/time/epoch";
import { createBuildWatch } from "./build-watch";

function watchAt() {
  let now = 0;
  const watch = createBuildWatch(() => now);
  const answer = (build: string | null, afterS: number) => {
    now += afterS * SECOND_MS;
    watch.note(build);
    return watch.settled();
  };
  return { watch, answer };
}

it("settles on a build once it has sent three answers in a row over a minute", () => {
  const { answer } = watchAt();
  expect([answer("old", 0), answer("new", 5), answer("new", 59), answer("new", 1)]).toEqual([null, null, null, "new"]);
});

it("does not settle on fewer answers, however far apart", () => {
  const { answer } = watchAt();
  expect([answer("new", 0), answer("new", 600), answer("new", 1)]).toEqual([null, null, "new"]);
});

it("does not settle, however long two builds answer in turn, until one is all there is", () => {
  const { answer } = watchAt();
  for (let turn = 0; turn < 30; turn += 1)
    expect([answer("new", 5), answer("new", 20), answer("new", 30), answer("old", 5)]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  expect([answer("new", 5), answer("new", 30), answer("new", 30)]).toEqual([null, null, "new"]);
});

it("takes silence for no answer: what has not answered since may be another build by now", () => {
  const { watch, answer } = watchAt();
  answer("new", 0);
  answer("new", 1);
  answer("new", 1);
  expect(answer(null, 600)).toBeNull();
  expect(watch.latest()).toBe("new");
});

it("says that the server was updated while another build than the first answers", () => {
  const { watch, answer } = watchAt();
  expect([watch.latest(), watch.isUpdated()]).toEqual([null, false]);
  answer("old", 0);
  expect(watch.isUpdated()).toBe(false);
  answer("new", 1);
  expect(watch.isUpdated()).toBe(true);
  answer("old", 1);
  expect(watch.isUpdated()).toBe(false);
});
