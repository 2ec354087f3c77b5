import "server-only";
import { readFileSync } from "node:fs";
import { BUILD } from "./env";

const SHOWN_CHARACTERS = 8;

/**
 * The build that this process runs, such as "0.1.0-x8Yk2Qma". Read once, at the start, since another build may replace
 * it while it runs. "0.1.0-dev" if nothing was built.
 */
export function readBuildId(): string {
  return `${BUILD.version}-${nextBuildId()}`;
}

function nextBuildId(): string {
  try {
    return readFileSync(/* turbopackIgnore: true */ ".next/BUILD_ID", "utf8").trim().slice(0, SHOWN_CHARACTERS);
  } catch {
    return "dev";
  }
}
