import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseEnv } from "node:util";
import { findFreePort } from "@/lib/testing/servers/free-port";

export interface AppProcess {
  url: string;
  pid: number;
  /** The folder of its history. */
  dataDir: string;
  /** Everything that it has printed so far. */
  output(): string;
  /** Resolves with its exit status once it has ended; `null` if a signal killed it. */
  ended: Promise<number | null>;
  /** Stops it as a service manager does, and waits until it has gone. */
  stop(): Promise<void>;
  /**
   * Starts another one like it at the same address once it has ended; from another folder if its build is a different
   * one.
   */
  startAgain(directory?: string): Promise<AppProcess>;
}

type AppEnvironment = Record<string, string> & { CLUSTERDECK_DATA_DIR: string };

/** A server takes up to 8 s to end, and longer on a machine that does other work as well. */
const MAX_ENDING_MS = 60_000;

const SERVE = fileURLToPath(new URL("../../scripts/serve.mjs", import.meta.url));

/**
 * Starts the app built in `directory` as `npm start` does, on a free port with an empty history. Waits until it answers
 * and has tried to open its store.
 */
export async function startAppProcess(environment: Record<string, string>, directory = "."): Promise<AppProcess> {
  const dataDir = environment.CLUSTERDECK_DATA_DIR ?? temporaryDataDir();
  const own = { DATABASE_URL: "", ...environment, CLUSTERDECK_DATA_DIR: dataDir };
  return startOnPort(await findFreePort(), own, directory);
}

function temporaryDataDir(): string {
  const dataDir = mkdtempSync(join(tmpdir(), "clusterdeck-data-"));
  process.once("exit", () => rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 }));
  return dataDir;
}

async function startOnPort(port: number, environment: AppEnvironment, directory: string): Promise<AppProcess> {
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, ["--max-old-space-size=256", "--max-semi-space-size=8", SERVE], {
    cwd: directory,
    env: { ...withoutDotEnv(process.env), HOST: "127.0.0.1", PORT: String(port), ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      output += chunk;
    });
  }
  const ended = once(child, "exit").then(([status]): number | null => status);
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);

  const stop = async () => {
    process.off("exit", kill);
    child.kill("SIGTERM");
    const killing = setTimeout(() => child.kill("SIGKILL"), MAX_ENDING_MS);
    if (child.exitCode === null && child.signalCode === null) await ended;
    clearTimeout(killing);
  };

  while (!(await isAnswering(url)) || (await isOpeningStore(url))) {
    if (child.exitCode !== null || child.pid === undefined) throw new Error(`The app ended while starting:\n${output}`);
    await sleep(50);
  }
  const startAgain = (elsewhere = directory) => startOnPort(port, environment, elsewhere);
  const dataDir = environment.CLUSTERDECK_DATA_DIR;
  return { url, pid: child.pid ?? 0, dataDir, output: () => output, ended, stop, startAgain };
}

/** Keeps the developer's own `.env`, which the app reads, out of tests: a variable set to nothing counts as not set. */
function withoutDotEnv(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  if (!existsSync(".env")) return environment;
  const names = Object.keys(parseEnv(readFileSync(".env", "utf8")));
  return { ...environment, ...Object.fromEntries(names.map((name) => [name, ""])) };
}

async function isAnswering(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/api/health`)).ok;
  } catch {
    return false;
  }
}

/** A server answers from its first second on; opening its store takes a moment longer on a busy machine. */
async function isOpeningStore(url: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/api/ready`);
    return (await answer.text()).includes("is being opened");
  } catch {
    // The one before it answered until it ended.
    return true;
  }
}
