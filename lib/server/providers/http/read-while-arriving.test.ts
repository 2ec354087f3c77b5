import { expect, it } from "vitest";
import { readWhileArriving } from "./read-while-arriving";

const BOUNDS = { maxBytes: 1_000, quietMs: 30, readForMs: 5_000 };

/** A body that sends these and then goes on as it is told: nothing more ever, an end, or a failure. */
function bodyOf(texts: readonly string[], then: "open" | "end" | "broken") {
  return new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (const text of texts) controller.enqueue(new TextEncoder().encode(text));
      if (then === "end") controller.close();
    },
    pull: (controller) => (then === "broken" ? controller.error(new Error("reset")) : new Promise(() => {})),
  });
}

it("ends once nothing comes any more, although the body stays open", async () => {
  expect(await readWhileArriving(bodyOf(["one ", "two"], "open"), BOUNDS)).toBe("one two");
});

it("ends with the body", async () => {
  expect(await readWhileArriving(bodyOf(["all"], "end"), { ...BOUNDS, quietMs: 60_000 })).toBe("all");
});

it("keeps what came before the body broke off", async () => {
  expect(await readWhileArriving(bodyOf(["before"], "broken"), BOUNDS)).toBe("before");
});

it("reads no longer than it may, however much keeps coming", async () => {
  let chunks = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      await new Promise((resolve) => setTimeout(resolve, 2));
      chunks += 1;
      controller.enqueue(new TextEncoder().encode("."));
    },
  });
  const text = await readWhileArriving(endless, { ...BOUNDS, quietMs: 60_000, readForMs: 40 });
  expect(text).toMatch(/^\.+$/);
  expect(chunks).toBeLessThan(100);
});

it("holds no more than it may, and joins characters that are split between chunks", async () => {
  expect(await readWhileArriving(bodyOf(["x".repeat(800), "x".repeat(800)], "open"), BOUNDS)).toBe("x".repeat(1_000));
  const euro = new TextEncoder().encode("€");
  const split = async function* () {
    for (const byte of euro) yield Uint8Array.of(byte);
  };
  expect(await readWhileArriving(split(), BOUNDS)).toBe("€");
});
