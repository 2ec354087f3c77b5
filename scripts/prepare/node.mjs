import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { fail, say } from "./command.mjs";

/** The first that has `Temporal`. */
const OLDEST_MAJOR = 26;

/**
 * npm scripts run on the Node in node_modules, the one that Clusterdeck is tested with. Where that cannot run (on
 * Alpine, for example, which has no glibc) the system's own must be new enough.
 */
export function ensureNode() {
  if (versionOnPath() === null) {
    for (const name of ["node", "node.cmd", "node.ps1"]) rmSync(`node_modules/.bin/${name}`, { force: true });
    say("The Node.js in node_modules cannot run on this system; using the system's own.");
  }
  const version = versionOnPath();
  if (version === null || Number.parseInt(version, 10) < OLDEST_MAJOR) {
    fail(
      `This system needs its own Node.js, version ${OLDEST_MAJOR} or newer (it has ${version ?? "none"}): https://nodejs.org/en/download`,
    );
  }
}

/** What `node` means in an npm script; `null` if it cannot run. */
function versionOnPath() {
  const { status, stdout } = spawnSync("node --version", { shell: true, encoding: "utf8" });
  return status === 0 ? stdout.trim().replace(/^v/, "") : null;
}
