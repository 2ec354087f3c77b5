import "server-only";

const HUGE_BYTES = 50 * 1024 * 1024;
const CHUNK = new TextEncoder().encode("a".repeat(64 * 1024));

/** 50 MB of valid JSON. */
export function hugeBody(): ReadableStream<Uint8Array<ArrayBuffer>> {
  let sentBytes = 0;
  return new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode('{"data":"')),
    pull: (controller) => {
      controller.enqueue(CHUNK);
      sentBytes += CHUNK.length;
      if (sentBytes < HUGE_BYTES) return;
      controller.enqueue(new TextEncoder().encode('"}'));
      controller.close();
    },
  });
}

/** The same 50 MB in about 50 KB of gzip. */
export function bombBody(): ReadableStream<Uint8Array<ArrayBuffer>> {
  return hugeBody().pipeThrough(new CompressionStream("gzip"));
}

export function deepBody(): string {
  const depth = 100_000;
  return "[".repeat(depth) + "]".repeat(depth);
}

/** One byte per second, for ever. */
export function drippingBody(): ReadableStream<Uint8Array<ArrayBuffer>> {
  let timer: NodeJS.Timeout | undefined;
  return new ReadableStream({
    start: (controller) => {
      timer = setInterval(() => controller.enqueue(new TextEncoder().encode("[")), 1_000);
    },
    cancel: () => clearInterval(timer),
  });
}

/** Fails before its first byte. */
export function resettingBody(): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({ pull: (controller) => controller.error(new Error("reset")) });
}
