import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { z } from "zod/mini";
import type { Row } from "./row";

const RESULTS_FILE = "bench/results.json";

const resultSchema = z.object({
  number: z.int(),
  measuredAt: z.string(),
  machine: z.string(),
  /**
   * How many programs wanted a processor when the row began. Above the number of processors, times in milliseconds mean
   * little.
   */
  load: z.number(),
  section: z._default(z.enum(["speed", "under attack"]), "speed"),
  rows: z.array(
    z.object({
      what: z.string(),
      target: z.string(),
      measured: z.string(),
      isMet: z.boolean(),
      against: z.string(),
    }),
  ),
});
export type Result = z.infer<typeof resultSchema>;

export interface Measured {
  load: number;
  section: Result["section"];
  rows: Row[];
}

/** Keeps what earlier runs measured of the numbers that this run left out. Returns all of them. */
export function writeResults(measured: ReadonlyMap<number, Measured>): Result[] {
  const measuredAt = new Date().toISOString();
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}, Node ${process.version}`;
  const earlier = readResults().filter(({ number }) => !measured.has(number));
  const latest = [...measured].map(([number, result]): Result => ({ number, measuredAt, machine, ...result }));
  const results = [...earlier, ...latest].toSorted((left, right) => left.number - right.number);
  writeFileSync(RESULTS_FILE, `${JSON.stringify(results, null, 2)}\n`);
  return results;
}

export function readResults(): Result[] {
  return existsSync(RESULTS_FILE) ? z.array(resultSchema).parse(JSON.parse(readFileSync(RESULTS_FILE, "utf8"))) : [];
}
