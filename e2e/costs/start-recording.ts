import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { HISTORY_IS_OPEN } from "./history-is-open";

export interface Recording {
  /** Everything that it has printed so far. */
  output(): string;
  /** Polls are recorded from now on. */
  isHistoryOpen(): boolean;
  /** Ends it with this signal, and waits until it has gone. */
  end(signal: "SIGKILL" | "SIGTERM"): Promise<void>;
}

/** Bundles the process below `folder`, where it finds this project's packages, so that it starts several times faster. */
export async function bundleRecording(outfile: string): Promise<void> {
  await build({
    entryPoints: [fileURLToPath(new URL("recording-process.ts", import.meta.url))],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    tsconfig: fileURLToPath(new URL("../tsconfig.json", import.meta.url)),
    external: ["better-sqlite3", "pino", "undici"],
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    logLevel: "warning",
  });
  // It starts this thread from beside itself.
  const thread = new URL("../../lib/server/store/reading-thread.mjs", import.meta.url);
  await copyFile(fileURLToPath(thread), join(dirname(outfile), "reading-thread.mjs"));
}

export function startRecording(program: string, environment: Record<string, string>): Recording {
  const child = spawn(process.execPath, [program], {
    // Ours alone, and unknown to the server, which would warn of it.
    env: { ...process.env, CLUSTERDECK_TEST: "", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      output += chunk;
    });
  }
  const ended = once(child, "exit");
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  return {
    output: () => output,
    isHistoryOpen: () => output.includes(HISTORY_IS_OPEN),
    end: async (signal) => {
      process.off("exit", kill);
      child.kill(signal);
      await ended;
    },
  };
}
