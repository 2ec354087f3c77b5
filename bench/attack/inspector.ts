import { once } from "node:events";
import { type MessageEvent, WebSocket } from "undici";
import { z } from "zod/mini";

export const INSPECTED = { NODE_OPTIONS: "--inspect=127.0.0.1:0" };

/** The memory of a process after garbage collection, in MB of 1 000 000 bytes. */
export interface Memory {
  heapMb: number;
  rssMb: number;
}

const replySchema = z.object({ id: z.optional(z.number()), result: z.optional(z.unknown()) });
const evaluatedSchema = z.object({ result: z.object({ value: z.string() }) });
const usageSchema = z.object({ heapUsed: z.number(), rss: z.number() });

export interface Inspector {
  memory(): Promise<Memory>;
  /** The text that an expression gives in the app. */
  evaluate(expression: string): Promise<string>;
  close(): void;
}

/** Connects to an app that was started with `INSPECTED`; `output` is what it has printed. */
export async function openInspector(output: string): Promise<Inspector> {
  const [address] = /ws:\/\/127\.0\.0\.1:\S+/.exec(output) ?? [];
  if (address === undefined) throw new Error("The app is not listening for an inspector.");
  const socket = new WebSocket(address);
  await once(socket, "open");
  let calls = 0;
  const call = (method: string, params: object = {}): Promise<unknown> =>
    new Promise((resolve) => {
      calls += 1;
      const id = calls;
      const take = ({ data }: MessageEvent) => {
        const reply = replySchema.parse(JSON.parse(String(data)));
        if (reply.id !== id) return;
        socket.removeEventListener("message", take);
        resolve(reply.result);
      };
      socket.addEventListener("message", take);
      socket.send(JSON.stringify({ id, method, params }));
    });
  const evaluate = async (expression: string) =>
    evaluatedSchema.parse(await call("Runtime.evaluate", { expression })).result.value;
  return {
    evaluate,
    memory: async () => {
      // Twice: what the first collection's finalizers release is collected by the second.
      await call("HeapProfiler.collectGarbage");
      await call("HeapProfiler.collectGarbage");
      const { heapUsed, rss } = usageSchema.parse(JSON.parse(await evaluate("JSON.stringify(process.memoryUsage())")));
      return { heapMb: heapUsed / 1e6, rssMb: rss / 1e6 };
    },
    close: () => socket.close(),
  };
}
