import { type EpochMs, MINUTE_MS } from "@/lib/domain/time/epoch";
import { minuteOfDay } from "@/lib/domain/time/minute-of-day";
import { NIGHT } from "@/lib/domain/time/screen-reload";
import { median } from "../kit/statistics";
import type { SoakSample } from "./soak-sample";

const FEWEST_SAMPLES = 6;
/** How much more the last third may hold than the second: the first warms up. */
const MAX_GROWTH = { heapMb: 1.05, nodes: 1.05, listeners: 1.05 } as const;
const LOOK_EVERY_MS = 10 * MINUTE_MS;
const WORDS = { heapMb: "heap", nodes: "DOM nodes", listeners: "listeners" } as const;

interface Run {
  /** What the page threw. */
  faults: readonly string[];
  /** How often the page was opened. */
  loads: number;
  from: EpochMs;
  to: EpochMs;
  /** The screen's time zone: it reloads its page once each night. */
  timeZone: string;
}

/** Whether a screen can stay up for weeks, as far as this run can tell. */
export function verdictOf(samples: readonly SoakSample[], run: Run): { isGood: boolean; sentence: string } {
  // Each load starts afresh: what one holds says nothing about another.
  const loads = [...Map.groupBy(samples, ({ load }) => load).values()].filter(({ length }) => length >= FEWEST_SAMPLES);
  if (loads.length === 0) return bad(`fewer than ${FEWEST_SAMPLES} samples of one load: run for longer`);
  const growths = loads.map(growthOf);
  const said = growths.map((growth) =>
    growth.map(({ what, ratio }) => `${WORDS[what]} ${ratio.toFixed(3)} ×`).join(", "),
  );
  const nights = nightsBetween(run.from, run.to, run.timeZone);
  if (run.faults.length > 0) return bad(`the page threw ${run.faults.length} times, first: ${run.faults[0]}`);
  if (run.loads > 1 + nights) return bad(`the page was opened ${run.loads} times in ${nights} nights`);
  if (growths.flat().some(({ what, ratio }) => !(ratio <= MAX_GROWTH[what])))
    return bad(`it grows: ${said.join("; ")}`);
  const minutes = Math.round((run.to - run.from) / 60_000);
  return {
    isGood: true,
    sentence: `Verdict: flat over ${minutes} min (from the second third of a load to its last: ${said.join("; ")})`,
  };
}

/** How many nights of a zone's clocks there are, in whole or in part. */
function nightsBetween(from: EpochMs, to: EpochMs, timeZone: string): number {
  let nights = 0;
  let wasNight = false;
  for (let at = from; at <= to; at += LOOK_EVERY_MS) {
    const minute = minuteOfDay(at, timeZone);
    const isNight = minute >= NIGHT.fromMinute && minute < NIGHT.toMinute;
    if (isNight && !wasNight) nights += 1;
    wasNight = isNight;
  }
  return nights;
}

function growthOf(samples: readonly SoakSample[]) {
  const third = Math.floor(samples.length / 3);
  const [before, after] = [samples.slice(third, 2 * third), samples.slice(-third)];
  return (["heapMb", "nodes", "listeners"] as const).map((what) => ({
    what,
    ratio: median(after.map((sample) => sample[what])) / median(before.map((sample) => sample[what])),
  }));
}

function bad(reason: string) {
  return { isGood: false, sentence: `Verdict: not good, ${reason}` };
}
