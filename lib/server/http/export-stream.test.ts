import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import { expect, it, vi } from "vitest";
import type { Pause } from "../pause";
import { exportStream } from "./export-stream";

const LINE = `${"x".repeat(1_022)}\r\n`;

function startStream(write: (pause: Pause) => AsyncGenerator<string>, stalledMs?: number) {
  const client = new AbortController();
  const onEnd = vi.fn();
  const stream = exportStream(write, { signal: client.signal, onEnd, ...(stalledMs && { stalledMs }) });
  return { client, onEnd, stream };
}

/** Lines for as long as somebody reads them. */
function endless() {
  const work = { lines: 0, isOver: false };
  const write = async function* (pause: Pause) {
    try {
      for (;;) {
        await pause();
        work.lines += 1;
        yield LINE;
      }
    } finally {
      work.isOver = true;
    }
  };
  return { work, write };
}

async function readAll(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return chunks;
    chunks.push(value);
  }
}

it("yields all lines, several at a time, and ends once", async () => {
  const { stream, onEnd } = startStream(async function* () {
    for (let line = 0; line < 100; line += 1) yield LINE;
  });
  const chunks = await readAll(stream.getReader());
  expect(chunks.reduce((sum, { length }) => sum + length, 0)).toBe(100 * LINE.length);
  expect(chunks.length).toBeLessThan(5);
  expect(onEnd.mock.calls).toEqual([[null]]);
});

it("writes no more than is read", async () => {
  const { work, write } = endless();
  const { stream } = startStream(write);
  const reader = stream.getReader();
  await reader.read();
  await sleep(20);
  expect(work.lines).toBeLessThanOrEqual(3 * 32);
  await reader.cancel();
});

it.each<[how: string, leave: (client: AbortController, reader: ReadableStreamDefaultReader) => void]>([
  ["the connection ends", (client) => client.abort()],
  ["the reader cancels", (_, reader) => void reader.cancel()],
])("ends the work when %s, even in the middle of a step", async (_how, leave) => {
  const { work, write } = endless();
  let inStep: (() => void) | undefined;
  const { stream, client, onEnd } = startStream(async function* (pause) {
    for await (const line of write(pause)) {
      // Like a database statement that is under way.
      if (work.lines === 40) await new Promise<void>((done) => (inStep = done));
      yield line;
    }
  });
  const reader = stream.getReader();
  await reader.read();
  await expect.poll(() => inStep !== undefined).toBe(true);
  leave(client, reader);
  await nextTurn();
  expect(onEnd).not.toHaveBeenCalled();
  inStep?.();
  await expect.poll(() => onEnd.mock.calls.length).toBeGreaterThan(0);
  expect([work.isOver, onEnd.mock.calls]).toEqual([true, [[null]]]);
  expect(work.lines).toBeLessThanOrEqual(41);
});

it("ends the work for a client that had already gone, and for one that never reads", async () => {
  const gone = new AbortController();
  gone.abort();
  const onEnd = vi.fn();
  exportStream(endless().write, { signal: gone.signal, onEnd });
  const { onEnd: onEndUnread } = startStream(endless().write, 5);
  for (const ends of [onEnd, onEndUnread]) await expect.poll(() => ends.mock.calls.length).toBeGreaterThan(0);
});

it("ends with an error, not as a complete file, for a client that stops reading", async () => {
  const { work, write } = endless();
  const { stream, onEnd } = startStream(write, 5);
  const reader = stream.getReader();
  await reader.read();
  await expect.poll(() => work.isOver).toBe(true);
  await expect(readAll(reader)).rejects.toThrow("stopped reading");
  expect(onEnd.mock.calls).toEqual([[null]]);
});

it("breaks off where the work fails, and reveals the error to the server alone", async () => {
  const failure = new Error("password=canary");
  const { stream, onEnd } = startStream(async function* () {
    yield LINE.repeat(40);
    throw failure;
  });
  const reader = stream.getReader();
  expect((await reader.read()).done).toBe(false);
  await expect(reader.read()).rejects.toThrow("The export could not be finished.");
  expect(onEnd.mock.calls).toEqual([[failure]]);
});
