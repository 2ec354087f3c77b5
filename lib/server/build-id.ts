import "server-only";
import { readFileSync } from "node:fs";
import { BUILD } from "./env";

const SHOWN_CHARACTERS = 8;

/**
 * Which build this process runs: "0.1.0-x8Yk2Qma". Asked once, when it starts, since another build may be put into its place
 * while it runs. "0.1.0-dev" where nothing was built.
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
