import "server-only";
import { setTimeout as sleep } from "node:timers/promises";

interface ArrivalBounds {
  maxBytes: number;
  /** Silence for so long means that everything there was to send has been sent. */
  quietMs: number;
  /** How long it is read at most, however much keeps coming. */
  readForMs: number;
}

/**
 * The text of a body that may never end, such as a log that is followed: what arrives until it is silent, or until a bound is reached.
 * What came before the body broke off counts, too. The caller then has to abort the request: the body is still open.
 */
export async function readWhileArriving(
  body: AsyncIterable<Uint8Array>,
  { maxBytes, quietMs, readForMs }: ArrivalBounds,
): Promise<string> {
  const iterator = body[Symbol.asyncIterator]();
  const decoder = new TextDecoder();
  const endsAt = performance.now() + readForMs;
  let text = "";
  let bytes = 0;
  while (bytes < maxBytes) {
    const waitMs = Math.min(quietMs, endsAt - performance.now());
    const chunk = waitMs > 0 ? await nextWithin(iterator, waitMs) : null;
    if (chunk === null) break;
    text += decoder.decode(chunk.subarray(0, maxBytes - bytes), { stream: true });
    bytes += chunk.byteLength;
  }
  return text + decoder.decode();
}

/** `null` where nothing comes in time, or nothing more at all. */
async function nextWithin(iterator: AsyncIterator<Uint8Array>, waitMs: number): Promise<Uint8Array | null> {
  const timer = new AbortController();
  const silence = sleep(waitMs, null, { signal: timer.signal }).catch(() => null);
  const arrival = iterator.next().then(
    ({ done, value }) => (done ? null : value),
    () => null,
  );
  try {
    return await Promise.race([arrival, silence]);
  } finally {
    timer.abort();
  }
}
