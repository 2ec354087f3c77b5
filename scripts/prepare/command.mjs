import { spawn } from "node:child_process";
import { once } from "node:events";

/** Tells a person what is taking so long. */
export function say(sentence) {
  console.error(`clusterdeck: ${sentence}`);
}

/** Ends the program with one sentence on what to do. */
export function fail(sentence) {
  say(sentence);
  process.exit(1);
}

/** Runs a command as npm runs a script: found in node_modules/.bin first. True when it succeeded. */
export async function run(command, environment = {}) {
  const env = { ...process.env, ...environment };
  const [status] = await once(spawn(command, { shell: true, stdio: ["ignore", "inherit", "inherit"], env }), "close");
  return status === 0;
}

/** The same, with the output kept until it matters: it is printed only when the command fails. */
export async function runQuietly(command, environment = {}) {
  const env = { ...process.env, ...environment };
  const child = spawn(command, { shell: true, stdio: ["ignore", "pipe", "pipe"], env });
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => output.push(chunk));
  const [status] = await once(child, "close");
  if (status === 0) return true;
  process.stderr.write(Buffer.concat(output));
  return false;
}
