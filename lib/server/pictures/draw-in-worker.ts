import "server-only";
import { Worker } from "node:worker_threads";
import { LINK_PREVIEW } from "@/lib/domain/people/link-preview";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import type { Preview } from "../views/fleet/preview-view";
import type { Picture } from "./pictures";
import { PreviewImage } from "./preview-image";

/** By then a chat has given up. */
const MAX_DRAWING_MS = 10_000;
/** Fonts and the renderer take about 60 MB, which a server that draws no pictures should not hold. */
const IDLE_MS = MINUTE_MS;
const HEAP = { maxOldGenerationSizeMb: 128 };

/**
 * Draws one picture at a time, in a separate thread that exists only while there is something to draw. `null` if it
 * takes too long, which is not a fault: the machine is busy. Rejects if the thread fails; the next picture then gets a
 * new one.
 */
export function drawInWorker(): (preview: Preview) => Promise<Picture | null> {
  let worker: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;

  function end(): void {
    void worker?.terminate();
    worker = null;
  }

  function begin(): Worker {
    const begun = new Worker(new URL("./draw-worker.ts", import.meta.url), { resourceLimits: HEAP });
    // Otherwise an error between two pictures would be unhandled, and end the process.
    begun.on("error", () => {});
    begun.on("exit", () => {
      if (worker === begun) worker = null;
    });
    // The process may end without waiting for it.
    begun.unref();
    return begun;
  }

  return async (preview) => {
    clearTimeout(idle);
    worker ??= begin();
    try {
      const picture = await drawIn(worker, preview);
      if (picture === null) end();
      return picture;
    } catch (error) {
      end();
      throw error;
    } finally {
      idle = setTimeout(end, IDLE_MS).unref();
    }
  };
}

function drawIn(worker: Worker, preview: Preview): Promise<Picture | null> {
  return new Promise((resolve, reject) => {
    const deadline = setTimeout(() => settle(null), MAX_DRAWING_MS);
    const settle = (outcome: unknown) => {
      clearTimeout(deadline);
      for (const event of EVENTS) worker.off(event, settle);
      if (outcome === null) resolve(null);
      else if (outcome instanceof ArrayBuffer) resolve(new Uint8Array(outcome));
      else reject(outcome instanceof Error ? outcome : new Error("The thread that draws pictures has ended"));
    };
    for (const event of EVENTS) worker.once(event, settle);
    worker.postMessage({ element: plainElement(preview), ...LINK_PREVIEW });
  });
}

const EVENTS = ["message", "error", "exit"] as const;

/** The element without React's internals, which cannot be sent to a thread and which the renderer does not need. */
function plainElement(preview: Preview): unknown {
  return JSON.parse(JSON.stringify(PreviewImage(preview)));
}
