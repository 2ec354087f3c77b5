import type { SoakSample } from "./soak-sample";
import { median } from "./statistics";

const FEWEST_SAMPLES = 6;
/** How much more the last third may hold than the second: the first warms up. */
const AT_MOST = { heapMb: 1.05, nodes: 1.05, listeners: 1.05 } as const;
const WORDS = { heapMb: "heap", nodes: "DOM nodes", listeners: "listeners" } as const;

interface Run {
  /** What the page threw. */
  faults: readonly string[];
  loads: number;
  minutes: number;
}

/** Whether a screen may hang there for weeks, as far as this run can tell. */
export function verdictOf(samples: readonly SoakSample[], run: Run): { isGood: boolean; sentence: string } {
  if (samples.length < FEWEST_SAMPLES) return bad(`only ${samples.length} samples: run for longer`);
  const third = Math.floor(samples.length / 3);
  const [before, after] = [samples.slice(third, 2 * third), samples.slice(-third)];
  const growths = (["heapMb", "nodes", "listeners"] as const).map((what) => ({
    what,
    ratio: median(after.map((sample) => sample[what])) / median(before.map((sample) => sample[what])),
  }));
  const said = growths.map(({ what, ratio }) => `${WORDS[what]} ${ratio.toFixed(3)} ×`).join(", ");
  if (run.faults.length > 0) return bad(`the page threw ${run.faults.length} times, first: ${run.faults[0]}`);
  if (run.loads > 1) return bad(`the page was opened ${run.loads} times`);
  if (growths.some(({ what, ratio }) => !(ratio <= AT_MOST[what]))) return bad(`it grows: ${said}`);
  return {
    isGood: true,
    sentence: `Verdict: flat over ${run.minutes} min (${said} from the second third to the last)`,
  };
}

function bad(reason: string) {
  return { isGood: false, sentence: `Verdict: not good, ${reason}` };
}
