import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { median } from "./statistics";

/** Linux counts in hundredths of a second, whatever its kernel's own tick. */
const TICK_MS = 10;
const BYTES_PER_KB = 1_024;

/** Processor time of all threads of a process since it started, from Linux's /proc. */
export async function processorMs(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8");
  // The second field, the program's name in brackets, may hold spaces; user and system time are the 14th and 15th.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/**
 * For how long a process's main thread could have run by now but had to wait, because others had all processors, in milliseconds. Linux
 * only (proc(5), `schedstat`).
 */
export async function processorWaitMs(pid: number): Promise<number> {
  const [, waitedNs = "0"] = (await readFile(`/proc/${pid}/task/${pid}/schedstat`, "utf8")).split(" ");
  return Number(waitedNs) / 1e6;
}

/** Memory that a process keeps resident, in MB of 1 000 000 bytes: the median over some seconds, since collections make it swing. */
export async function residentMb(pid: number): Promise<number> {
  const samples: number[] = [];
  while (samples.length < 20) {
    samples.push(residentMbNow(pid));
    await sleep(250);
  }
  return median(samples);
}

/** Samples until it is stopped, and returns the highest value. */
export function watchPeakMb(pid: number): { end: () => number } {
  let peakMb = residentMbNow(pid);
  const looking = setInterval(() => {
    peakMb = Math.max(peakMb, residentMbNow(pid));
  }, 100);
  return {
    end: () => {
      clearInterval(looking);
      return peakMb;
    },
  };
}

function residentMbNow(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return (Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * BYTES_PER_KB) / 1e6;
}
