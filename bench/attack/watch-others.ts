import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { z } from "zod/mini";

export interface Watched {
  url: string;
  headers: Record<string, string>;
  everyMs: number;
}

const answersSchema = z.object({ timesMs: z.array(z.number()), failures: z.array(z.string()) });
export type Answers = z.infer<typeof answersSchema>;

/** How long people waited for each of these during the attack. */
export async function watchOthers(watched: readonly Watched[], durationMs: number): Promise<Answers[]> {
  const worker = new Worker(new URL("./watch.mjs", import.meta.url), { workerData: watched, execArgv: [] });
  const answers = once(worker, "message");
  await sleep(durationMs);
  worker.postMessage("end");
  const [message] = await answers;
  await worker.terminate();
  return z.array(answersSchema).parse(message);
}
