import { z } from "zod/mini";
import type { Inspector } from "../attack/inspector";

/** How long a process held its event loop at most, in milliseconds: as others saw it, and in processor time of its own. */
export interface HeldLoop {
  delayMs: number;
  cpuMs: number;
}

const heldSchema = z.object({ delayMs: z.number(), cpuMs: z.number() });

/** Watches the event loop of an app until it is ended. On a busy machine, other programs delay the loop as well. */
export async function watchHeldLoop({ evaluate }: Inspector): Promise<{ end: () => Promise<HeldLoop> }> {
  await evaluate(WATCH);
  return { end: async () => heldSchema.parse(JSON.parse(await evaluate(END))) };
}

const WATCH = `{
  const { monitorEventLoopDelay } = process.getBuiltinModule("node:perf_hooks");
  const delay = monitorEventLoopDelay({ resolution: 1 });
  let cpuMs = 0;
  let before = process.threadCpuUsage();
  const looking = setInterval(() => {
    const { user, system } = process.threadCpuUsage(before);
    cpuMs = Math.max(cpuMs, (user + system) / 1000);
    before = process.threadCpuUsage();
  }, 1);
  delay.enable();
  globalThis.endWatchingLoop = () => {
    clearInterval(looking);
    delay.disable();
    return JSON.stringify({ delayMs: delay.max / 1e6, cpuMs });
  };
  "watching";
}`;
const END = "endWatchingLoop()";
