import "server-only";
import { createPause, type Pause } from "../pause";
import { STALLED_MS } from "./end-stalled-answers";

interface ExportStreamOptions {
  /** Aborted when the client has gone. */
  signal: AbortSignal;
  /** Called once, when the work for this export has ended. `error`: why it failed, if it did. */
  onEnd: (error: unknown) => void;
  /** How long a client may take to read what is ready. */
  stalledMs?: number;
}

const CHUNK_LENGTH = 32_768;

/**
 * A file that is produced as the client reads it, and no faster. Ends the work when the client goes or stops reading. A
 * failure breaks the connection, so that half a file is never mistaken for a whole one.
 */
export function exportStream(
  write: (pause: Pause) => AsyncGenerator<string>,
  { signal, onEnd, stalledMs = STALLED_MS }: ExportStreamOptions,
): ReadableStream<Uint8Array> {
  const stopped = new AbortController();
  const texts = write(createPause({ signal: stopped.signal }));
  const encoder = new TextEncoder();
  let stalling: NodeJS.Timeout | undefined;
  let hasEnded = false;

  const end = (error: unknown = null) => {
    clearTimeout(stalling);
    signal.removeEventListener("abort", stop);
    if (hasEnded) return;
    hasEnded = true;
    onEnd(error);
  };
  const stop = async () => {
    stopped.abort();
    clearTimeout(stalling);
    // Waits for a step that is under way.
    await texts.return(undefined).catch(() => undefined);
    end();
  };
  signal.addEventListener("abort", stop);

  return new ReadableStream({
    start: (controller) => {
      if (signal.aborted) void stop();
      stalling = stopWhenStalled(controller);
    },
    pull: async (controller) => {
      clearTimeout(stalling);
      try {
        const { text, isLast } = await nextChunk(texts);
        stopped.signal.throwIfAborted();
        if (text !== "") controller.enqueue(encoder.encode(text));
        if (isLast) {
          controller.close();
          end();
        } else stalling = stopWhenStalled(controller);
      } catch (error) {
        end(stopped.signal.aborted ? null : error);
        // Nothing about the error itself leaves the server.
        controller.error(new Error("The export could not be finished."));
      }
    },
    cancel: stop,
  });

  function stopWhenStalled(controller: ReadableStreamDefaultController): NodeJS.Timeout {
    return setTimeout(() => {
      controller.error(new Error("The client stopped reading the export."));
      void stop();
    }, stalledMs).unref();
  }
}

/** Several lines per chunk, because each chunk passes through Next, the compression and the socket. */
async function nextChunk(texts: AsyncGenerator<string>): Promise<{ text: string; isLast: boolean }> {
  let text = "";
  while (text.length < CHUNK_LENGTH) {
    const { done, value } = await texts.next();
    if (done) return { text, isLast: true };
    text += value;
  }
  return { text, isLast: false };
}
