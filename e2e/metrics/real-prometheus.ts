import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod/mini";
import { findFreePort } from "@/lib/testing/servers/free-port";

/** Whether Prometheus is installed, as by Debian's package of that name. */
export const HAS_PROMETHEUS = spawnSync("prometheus", ["--version"]).error === undefined;

const answerSchema = z.object({
  status: z.literal("success"),
  data: z.object({
    result: z.array(z.object({ metric: z.record(z.string(), z.string()), value: z.tuple([z.number(), z.string()]) })),
  }),
});

export interface Series {
  metric: Record<string, string>;
  value: number;
}

export interface RealPrometheus extends AsyncDisposable {
  /** The series that a query has now. Throws what Prometheus says if it cannot be evaluated. */
  query(expression: string): Promise<Series[]>;
}

interface Scraping {
  /** Host and port of each server. */
  targets: readonly string[];
  token: string;
}

/** A Prometheus that scrapes these targets every four seconds, with all series. Waits until it answers queries. */
export async function startPrometheus({ targets, token }: Scraping): Promise<RealPrometheus> {
  const directory = mkdtempSync(join(tmpdir(), "clusterdeck-prometheus-"));
  const configuration = {
    global: { scrape_interval: "4s", scrape_timeout: "4s", evaluation_interval: "4s" },
    scrape_configs: [
      {
        job_name: "clusterdeck",
        params: { level: ["nodes"] },
        authorization: { credentials: token },
        static_configs: [{ targets }],
      },
    ],
  };
  const file = join(directory, "prometheus.yml");
  // JSON is YAML.
  writeFileSync(file, JSON.stringify(configuration));
  const port = await findFreePort();
  const child = spawn(
    "prometheus",
    [
      `--config.file=${file}`,
      `--storage.tsdb.path=${join(directory, "data")}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  let output = "";
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    output += chunk;
  });
  const ended = once(child, "exit");
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  const url = `http://127.0.0.1:${port}`;
  const query = async (expression: string) => {
    const body = new URLSearchParams({ query: expression });
    const answer = await fetch(`${url}/api/v1/query`, { method: "POST", body });
    const text = await answer.text();
    const parsed = answerSchema.safeParse(JSON.parse(text));
    if (!parsed.success) throw new Error(`${expression}: ${text}`);
    return parsed.data.data.result.map(({ metric, value: [, value] }) => ({ metric, value: Number(value) }));
  };
  while (!(await isReady(url))) {
    if (child.exitCode !== null) throw new Error(`Prometheus ended while starting:\n${output}`);
    await sleep(50);
  }
  return {
    query,
    [Symbol.asyncDispose]: async () => {
      process.off("exit", kill);
      child.kill("SIGTERM");
      await ended;
      rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

async function isReady(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/-/ready`).catch(() => null);
  return answer?.ok === true;
}
