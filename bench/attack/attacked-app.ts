import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { APIRequestContext } from "@playwright/test";
import { z } from "zod/mini";
import type { AppProcess } from "@/e2e/support/app-process";
import { inviteCallers, withSignIn } from "@/e2e/support/callers";
import { startConfiguredApp } from "@/e2e/support/configured-app";
import { DAY_MS } from "@/lib/domain/time/epoch";
import { providers } from "@/lib/server/providers/registry";
import type { StoreLocation } from "@/lib/server/store/open-database";
import { fillHistory } from "../kit/fill-history";
import { withoutOtherAccounts } from "../kit/fleet-app";
import { serveFleet } from "../kit/served-fleet";

/**
 * The built app as it runs in production, over a live fleet and a long history, with people and a guest who can get in.
 */
export interface AttackedApp extends AsyncDisposable {
  app: AppProcess;
  /** What their browser sends. */
  cookies: Record<"viewer" | "operator" | "admin", string>;
  /** The token of a link that shows costs. */
  token: string;
}

const LIVE_CLUSTERS = 40;
const history = { clusters: 400, changesPerDay: 1 };

/** The accounts in the history. They cannot be read now, since cost queries are about the past. */
const PAST_ACCOUNTS = providers.map(({ id }) => ({
  id,
  provider: "shadeform",
  apiKey: "key-of-nobody",
  baseUrl: "http://127.0.0.1:9",
}));

const configurationSchema = z.object({ accounts: z.array(z.looseObject({ id: z.string() })) });

interface AttackedAppOptions {
  days: number;
  /** SQLite, if left out. */
  databaseUrl?: string;
  environment?: Record<string, string>;
}

export async function startAttackedApp({
  days,
  databaseUrl,
  environment = {},
}: AttackedAppOptions): Promise<AttackedApp> {
  const dataDir = await mkdtemp(join(tmpdir(), "clusterdeck-attacked-"));
  const store: StoreLocation = databaseUrl === undefined ? { dataDir } : { databaseUrl };
  const now = Date.now();
  await fillHistory(store, { from: now - days * DAY_MS, to: now, ...history });
  const fleet = await serveFleet({ clusters: LIVE_CLUSTERS, pollIntervalMs: 5_000 });
  const { accounts } = configurationSchema.parse(JSON.parse(fleet.configuration));
  const { app, stopAndForget } = await startConfiguredApp([...accounts, ...PAST_ACCOUNTS], {
    ...withoutOtherAccounts(),
    ...withSignIn(dataDir),
    DATABASE_URL: databaseUrl ?? "",
    CLUSTERDECK_TRUSTED_PROXIES: "127.0.0.1",
    ...environment,
  });
  const stop = async () => {
    await stopAndForget();
    await fleet.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    const { as, token } = await inviteCallers(app.url, store);
    const cookies = {
      viewer: await cookiesOf(as.viewer),
      operator: await cookiesOf(as.operator),
      admin: await cookiesOf(as.admin),
    };
    return { app, cookies, token, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function cookiesOf(browser: APIRequestContext): Promise<string> {
  const { cookies } = await browser.storageState();
  return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
}
