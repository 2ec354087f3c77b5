import "server-only";
import type { Family } from "../format/family";
import { createGauges } from "../format/gauges";

/** Which program this is. `commit` is `null` if it is not known what it was built from. */
export function buildFamilies({ version, commit }: { version: string; commit: string | null }): Family[] {
  const gauges = createGauges({ build_info: "The version of Clusterdeck that runs here." });
  gauges.set("build_info", { version, commit }, 1);
  return gauges.families();
}
