import { spawn } from "node:child_process";
import { once } from "node:events";

/** How far the computing checks give way to the browser tests, which wait for pages to answer in time. */
const BACKGROUND_NICENESS = 5;
const ENDING_LINES = 15;

/** Runs a check whose output is printed as it comes. */
export async function runCheck(name, command, env) {
  console.log(titleOf(name, command));
  const child = spawn(command, { shell: true, stdio: ["ignore", "inherit", "inherit"], env });
  return { name, hasSucceeded: await hasSucceeded(child), ending: "It left no report; its output is above." };
}

/**
 * Runs a check only when nothing else wants the processors, and prints its output in one piece, so that two outputs do
 * not mix.
 */
export async function runCheckInBackground(name, command, env) {
  const politely = process.platform === "win32" ? command : `nice -n ${BACKGROUND_NICENESS} ${command}`;
  const child = spawn(politely, { shell: true, stdio: ["ignore", "pipe", "pipe"], env });
  const chunks = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => chunks.push(chunk));
  const succeeded = await hasSucceeded(child);
  const output = Buffer.concat(chunks);
  console.log(titleOf(name, command));
  process.stdout.write(output);
  return {
    name,
    hasSucceeded: succeeded,
    ending: output.toString().trimEnd().split("\n").slice(-ENDING_LINES).join("\n"),
  };
}

function titleOf(name, command) {
  return `\n${name}: ${command}`;
}

async function hasSucceeded(child) {
  const [status] = await once(child, "close");
  return status === 0;
}
