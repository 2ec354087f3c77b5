import { spawnSync } from "node:child_process";

/** Whether Prometheus's own tool is installed, as by Debian's package prometheus. */
export const HAS_PROMTOOL = spawnSync("promtool", ["--version"]).error === undefined;
/** What tests that need it are named where it is missing. */
export const WITHOUT_PROMTOOL = HAS_PROMTOOL ? "" : " (skipped: promtool is not installed)";

/** What promtool complains of; "" if it accepts everything. */
export function promtool(words: readonly string[], input = ""): string {
  const { status, stdout, stderr } = spawnSync("promtool", words, { input, encoding: "utf8", maxBuffer: 64 * 2 ** 20 });
  return status === 0 ? "" : `${stdout}${stderr}` || `status ${status}`;
}
