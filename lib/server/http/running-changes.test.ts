import { afterEach, expect, it } from "vitest";
import { forgetSingleton } from "@/lib/testing/forget-singleton";
import { changesAnswered, stopSignal, trackChange } from "./running-changes";

afterEach(() => forgetSingleton("running-changes"));

it("waits for every change that is under way, and for none that has been answered", async () => {
  await trackChange(Promise.resolve(new Response()));
  expect(stopSignal().aborted).toBe(false);
  const seen: string[] = [];
  const { promise: call, resolve: answer } = Promise.withResolvers<Response>();
  const answered = trackChange(call).then(() => seen.push("answered"));
  const ending = changesAnswered().then(() => seen.push("ending"));
  await Promise.resolve();
  expect(seen).toEqual([]);
  expect(stopSignal().aborted).toBe(true);
  answer(new Response());
  await Promise.all([answered, ending]);
  expect(seen).toContain("ending");
});
