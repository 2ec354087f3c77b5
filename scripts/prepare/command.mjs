import { spawnSync } from "node:child_process";

/** Tells a person what takes so long. */
export function say(sentence) {
  console.error(`clusterdeck: ${sentence}`);
}

/** Ends the program with one sentence on what to do. */
export function fail(sentence) {
  say(sentence);
  process.exit(1);
}

/** Runs a command as npm runs a script: found in node_modules/.bin first. True when it succeeded. */
export function run(command, environment = {}) {
  const env = { ...process.env, ...environment };
  return spawnSync(command, { shell: true, stdio: ["ignore", "inherit", "inherit"], env }).status === 0;
}

/** The same, with the output kept until it matters: it is printed only when the command fails. */
export function runQuietly(command, environment = {}) {
  const env = { ...process.env, ...environment };
  const { status, output } = spawnSync(command, {
    shell: true,
    stdio: ["ignore", "pipe", "pipe"],
    env,
    maxBuffer: Infinity,
  });
  if (status === 0) return true;
  for (const chunk of output ?? []) if (chunk) process.stderr.write(chunk);
  return false;
}
