import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findFreePort } from "@/lib/testing/servers/free-port";
import { type AppProcess, startAppProcess } from "../support/app-process";
import { startBalancer } from "./balancer";

export interface SeveralServers extends AsyncDisposable {
  /** The address that people open: a balancer in front of all of them. */
  url: string;
  /** Those that run, in the order in which they were started. */
  running(): readonly AppProcess[];
  /** Starts another one, with these variables besides those that all have; from another folder if its build is a different one. */
  start(environment: Record<string, string>, directory?: string): Promise<AppProcess>;
  /** Ends one of them, and waits until it has gone. */
  end(server: AppProcess, signal: "SIGKILL" | "SIGTERM"): Promise<void>;
}

interface Options {
  databaseUrl: string;
  /** The variables that all servers have. */
  environment: Record<string, string>;
  configurationFile?: string;
}

/** The same in all servers, as the documentation asks for. */
const SECRET_KEY = Buffer.alloc(32, 7).toString("base64");

/** Servers that share this database, with a balancer in front of them; none yet. */
export async function prepareServers({
  databaseUrl,
  environment,
  configurationFile = "accounts: []\n",
}: Options): Promise<SeveralServers> {
  const folder = await mkdtemp(join(tmpdir(), "clusterdeck-servers-"));
  const configurationPath = join(folder, "clusterdeck.yaml");
  await writeFile(configurationPath, configurationFile);
  const servers = new Set<AppProcess>();
  const balancer = await startBalancer(await findFreePort(), () => [...servers].map(({ url }) => url));
  const ofAll = {
    CLUSTERDECK_AUTH: "off",
    CLUSTERDECK_CONFIG: configurationPath,
    CLUSTERDECK_PUBLIC_URL: balancer.url,
    CLUSTERDECK_SECRET_KEY: SECRET_KEY,
    DATABASE_URL: databaseUrl,
    ...environment,
  };
  let started = 0;
  const forget = (server: AppProcess) => void servers.delete(server);
  return {
    url: balancer.url,
    running: () => [...servers],
    start: async (own, directory) => {
      started += 1;
      const dataDir = join(folder, `data-${started}`);
      const server = await startAppProcess({ CLUSTERDECK_DATA_DIR: dataDir, ...ofAll, ...own }, directory);
      servers.add(server);
      return server;
    },
    end: async (server, signal) => {
      process.kill(server.pid, signal);
      await server.ended;
      // Only now, since a balancer learns of it no sooner.
      forget(server);
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all([...servers].map((server) => server.stop()));
      await balancer[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
