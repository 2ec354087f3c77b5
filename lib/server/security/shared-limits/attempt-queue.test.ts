import { expect, it, onTestFinished, vi } from "vitest";
import { createAttemptQueue } from "./attempt-queue";

const refused = { code: "busy" };

it("keeps nobody waiting for minutes behind a slow database, and does nothing of what it has refused", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const queue = createAttemptQueue();
  const done: string[] = [];
  const slow = Promise.withResolvers<void>();
  const first = queue.run(() => slow.promise);
  const waiting = Promise.allSettled([1, 2].map(() => queue.run(async () => void done.push("refused"))));
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await waiting).toMatchObject([
    { status: "rejected", reason: refused },
    { status: "rejected", reason: refused },
  ]);
  const next = queue.run(async () => void done.push("next"));
  slow.resolve();
  await Promise.all([first, next]);
  expect(done).toEqual(["next"]);
});

it("refuses more than it can hold, goes on after failures, and has room again", async () => {
  const queue = createAttemptQueue();
  const wrong = new Error("wrong");
  const all = Array.from({ length: 200 }, () => queue.run(() => Promise.reject(wrong)));
  const answers = Promise.allSettled(all);
  await expect(queue.run(async () => {})).rejects.toMatchObject(refused);
  expect((await answers).filter(({ status }) => status === "rejected")).toHaveLength(200);
  expect(await queue.run(async () => "room")).toBe("room");
});
