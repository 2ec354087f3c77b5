import { expect, it } from "vitest";
import { readBody } from "./read-body";

/** A stream of `count` chunks that knows how many were asked for and whether the rest was refused. */
function streamOf(chunk: Uint8Array, count: number) {
  const seen = { pulled: 0, cancelled: false };
  const stream = new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        seen.pulled += 1;
        controller.enqueue(chunk);
        if (seen.pulled === count) controller.close();
      },
      cancel: () => {
        seen.cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, seen };
}

it("reads up to the limit and not a byte more", async () => {
  const hundred = new Uint8Array(100).fill(65);
  expect(await readBody(streamOf(hundred, 10).stream, 1_000)).toBe("A".repeat(1_000));
  expect(await readBody(streamOf(hundred, 10).stream, 999)).toBeNull();
});

it("asks for no more and cancels the rest once there is too much", async () => {
  const { stream, seen } = streamOf(new Uint8Array(100), 1_000_000);
  expect(await readBody(stream, 1_000)).toBeNull();
  expect(seen).toEqual({ pulled: 11, cancelled: true });
});

it("joins characters that are split between chunks", async () => {
  const bytes = new TextEncoder().encode("€");
  const split = async function* () {
    for (const byte of bytes) yield Uint8Array.of(byte);
  };
  expect(await readBody(split(), 10)).toBe("€");
});

it("grows past its first buffer without losing what it holds", async () => {
  const text = Array.from({ length: 50_000 }, (_, index) => index).join(" ");
  const bytes = new TextEncoder().encode(text);
  expect(await readBody(new Blob([bytes]).stream(), bytes.byteLength)).toBe(text);
});
