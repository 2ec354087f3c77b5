import "server-only";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "@/lib/domain/time/epoch";

const EVERY_MS = 10 * SECOND_MS;
const DEFAULT_TAIL = 100;

/** `GET /pods/{id}/logs`: what there is, and then a stream that stays open for what may follow. */
export function logStream(startedAt: EpochMs, tail: string | null, now: EpochMs): Response {
  const last = Math.floor((now - startedAt) / EVERY_MS);
  const lines = Math.min(last + 1, Number(tail ?? DEFAULT_TAIL), 5_000);
  const events = Array.from({ length: Math.max(0, lines) }, (_, index) => {
    const step = last - lines + 1 + index;
    const ts = new Date(startedAt + step * EVERY_MS).toISOString().replace(/\.\d+Z$/, "Z");
    return `id: ${ts}/${String(step).padStart(12, "0")}\ndata: ${JSON.stringify({ ts, ...lineAt(step) })}\n\n`;
  });
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode(events.join(""))),
  });
  return new Response(body, { headers: { "content-type": "text/event-stream", "cache-control": "no-cache" } });
}

function lineAt(step: number): { source: string; line: string } {
  if (step % Math.round((10 * MINUTE_MS) / EVERY_MS) === 0)
    return { source: "container", line: "wandb: logging in with WANDB_API_KEY=CANARYwandbkey0123456789" };
  if (step % 30 === 7) return { source: "system", line: "health check passed" };
  return { source: "container", line: `step ${step * 8} loss ${(1.4 + 40 / ((step % 5_000) + 50)).toFixed(4)}` };
}
