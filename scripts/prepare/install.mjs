import { spawnSync } from "node:child_process";
import { fail, say } from "./command.mjs";
import { fingerprint, unlessStamped } from "./stamp.mjs";

/** Makes node_modules what package-lock.json says, on this platform. */
export async function install() {
  const { npm_execpath: npm, npm_node_execpath: node } = process.env;
  if (!npm || !node) fail("Run this through npm: `npm start`, `npm run dev`, `npm test` or `npm run bench`.");

  const expected = `${fingerprint(["package-lock.json"])} ${process.platform} ${process.arch}`;
  await unlessStamped("node_modules/.clusterdeck-install", expected, () => {
    say("Installing packages…");
    const options = [
      // Whatever NODE_ENV says: building and testing need the development packages.
      "--include=dev",
      "--include=optional",
      // All packages bring their binaries; a script would only try to compile them, on systems that may lack a compiler.
      "--ignore-scripts",
      // A start must not wait for the registry's list of advisories, nor fail without it: `npm audit` fetches it when
      // somebody wants to know.
      "--no-audit",
      "--loglevel=error",
    ];
    // Runs on npm's own Node, because ours is in the folder that npm is about to replace.
    const { status } = spawnSync(node, [npm, "ci", ...options], { stdio: "inherit" });
    if (status !== 0)
      fail("The packages could not be installed; see npm's output above. Is the npm registry reachable?");
  });
}
