import { expect, it } from "vitest";
import { eitherSignal } from "./either-signal";

it("aborts with the first of two signals, whichever it is", () => {
  for (const first of [0, 1]) {
    const controllers = [new AbortController(), new AbortController()] as const;
    const either = eitherSignal(controllers[0].signal, controllers[1].signal);
    expect(either.aborted).toBe(false);
    controllers[first]?.abort();
    expect(either.aborted).toBe(true);
  }
});

it("is aborted from the start if one of them was", () => {
  const open = new AbortController().signal;
  expect(eitherSignal(open, AbortSignal.abort()).aborted).toBe(true);
  expect(eitherSignal(AbortSignal.abort(), open).aborted).toBe(true);
});
