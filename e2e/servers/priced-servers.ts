import { randomUUID } from "node:crypto";
import { madeUp } from "@/lib/server/demo/made-up-random";
import type { AppProcess } from "../support/app-process";
import { newDatabase } from "../support/shared-postgres";
import { type DatabaseProxy, standBeforeDatabase } from "./database-proxy";
import { type AskedPoll, type PricedAccount, servePricedAccount } from "./priced-account";
import { noteRecordedPolls } from "./recorded-polls";
import { prepareServers, type SeveralServers } from "./several-servers";

/** Three servers that record what an account costs, each with a proxy of its own before the database. */
export interface PricedServers extends AsyncDisposable {
  databaseUrl: string;
  account: PricedAccount;
  servers: SeveralServers;
  server(name: string): AppProcess;
  proxy(name: string): DatabaseProxy;
  /** The next poll by another server than this one. */
  nextPollWithout(name: string): Promise<AskedPoll>;
  /** Lets so many more polls come, ends all servers, and checks what they have recorded together. */
  expectTrueLedgerAfter(polls: number): Promise<void>;
}

/** Five of them may pass until a time counts as unwatched: longer than a server that was killed keeps its leases. */
const POLL_INTERVAL_MS = 8_000;

/** `directories` has the folder of the build of those that run another one. */
export async function startPricedServers(directories: Record<string, string> = {}): Promise<PricedServers> {
  const seed = process.env.CLUSTERDECK_CRASH_SEED ?? randomUUID();
  let draws = 0;
  const random = () => {
    draws += 1;
    return madeUp(seed, draws);
  };
  const databaseUrl = await newDatabase();
  await noteRecordedPolls(databaseUrl);
  const account = await servePricedAccount(random, `seed ${seed}`);
  const servers = await prepareServers({
    databaseUrl,
    environment: { CLUSTERDECK_POLL_INTERVAL_MS: `${POLL_INTERVAL_MS}`, CLUSTERDECK_REQUESTS_PER_MINUTE: "10000" },
  });
  const started = new Map<string, { server: AppProcess; proxy: DatabaseProxy }>();
  for (const name of ["A", "B", "C"]) {
    const proxy = await standBeforeDatabase(databaseUrl);
    const environment = { ...(await account.environmentOf(name)), DATABASE_URL: proxy.url };
    const server = await servers.start(environment, directories[name]);
    started.set(name, { server, proxy });
  }
  const find = (name: string) => {
    const found = started.get(name);
    if (found === undefined) throw new Error(`There is no server ${name}.`);
    return found;
  };
  return {
    databaseUrl,
    account,
    servers,
    server: (name) => find(name).server,
    proxy: (name) => find(name).proxy,
    nextPollWithout: (name) => account.nextPoll((by) => by !== name),
    expectTrueLedgerAfter: async (polls) => {
      for (let poll = 0; poll < polls; poll += 1) await account.nextPoll();
      for (const server of servers.running()) await servers.end(server, "SIGTERM");
      await account.expectTrueLedger(databaseUrl);
    },
    [Symbol.asyncDispose]: async () => {
      await servers[Symbol.asyncDispose]();
      for (const { proxy } of started.values()) await proxy[Symbol.asyncDispose]();
      await account[Symbol.asyncDispose]();
    },
  };
}
