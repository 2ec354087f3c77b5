import { expect, it } from "vitest";
import { createGate } from "./gate";

const patient = new AbortController().signal;

/** A task that records its start and ends when told. */
function task(name: string, started: string[]) {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const run = () => {
    started.push(name);
    return promise;
  };
  return { run, end: () => resolve(name), fail: () => reject(new Error(name)) };
}

it("lets in only so many, the others in the order in which they came", async () => {
  const gate = createGate(1);
  const started: string[] = [];
  const tasks = ["a", "b", "c"].map((name) => task(name, started));
  const results = tasks.map(({ run }) => gate.run(patient, run));
  for (const { end } of tasks.toReversed()) end();
  await Promise.resolve();
  expect(started).toEqual(["a"]);
  expect(await Promise.all(results)).toEqual(["a", "b", "c"]);
  expect(started).toEqual(["a", "b", "c"]);
});

it("frees the place of a task that failed", async () => {
  const gate = createGate(1);
  const failing = task("failing", []);
  failing.fail();
  await expect(gate.run(patient, failing.run)).rejects.toThrow("failing");
  expect(await gate.run(patient, async () => "next")).toBe("next");
});

it("lets whoever waits give up, and never runs their task nor loses their place", async () => {
  const gate = createGate(1);
  const started: string[] = [];
  const holder = task("holder", started);
  const impatient = new AbortController();
  const held = gate.run(patient, holder.run);
  const waiting = gate.run(impatient.signal, task("impatient", started).run);
  impatient.abort(new Error("gave up"));
  await expect(waiting).rejects.toThrow("gave up");
  holder.end();
  await held;
  expect(await gate.run(patient, async () => "next")).toBe("next");
  expect(started).toEqual(["holder"]);
});

it("refuses a caller who has already gone", async () => {
  await expect(createGate(1).run(AbortSignal.abort(new Error("gone")), async () => "ran")).rejects.toThrow("gone");
});
