import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";

/** Below the ports that systems give to whoever asks for any: those are taken all the time by other tests and by clients. */
const RANGE = { from: 20_000, ports: 12_000 };
/** Those that run at the same time each have a share of their own: vitest's workers, Playwright's, and their main processes. */
const SHARES = 8;
const PORTS_PER_SHARE = RANGE.ports / SHARES;

const first = RANGE.from + ownShare() * PORTS_PER_SHARE;
// Anywhere in it, since another checkout may be running its tests on this machine.
let next = randomInt(PORTS_PER_SHARE);

/** A port of this machine at which nothing listens, for a server that does so only later, or again. */
export async function findFreePort(): Promise<number> {
  for (let tries = 0; tries < PORTS_PER_SHARE; tries += 1) {
    const port = first + next;
    next = (next + 1) % PORTS_PER_SHARE;
    if (await isFree(port)) return port;
  }
  throw new Error("There is no free port.");
}

function ownShare(): number {
  const { VITEST_POOL_ID, TEST_PARALLEL_INDEX } = process.env;
  if (VITEST_POOL_ID !== undefined) return Number(VITEST_POOL_ID) % (SHARES / 2);
  return SHARES / 2 + (TEST_PARALLEL_INDEX === undefined ? 0 : 1 + (Number(TEST_PARALLEL_INDEX) % (SHARES / 2 - 1)));
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch {
    return false;
  }
  server.close();
  await once(server, "close");
  return true;
}
