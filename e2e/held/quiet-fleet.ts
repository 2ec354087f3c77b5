import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "@playwright/test";
import type { Fleet } from "@/lib/contract/fleet";
import { DAY_MS, SECOND_MS } from "@/lib/domain/time/epoch";
import { serveFakes } from "@/lib/server/demo/serve-fakes";
import { createShadeformFake } from "@/lib/server/providers/shadeform/fake/fake";
import type { AppProcess } from "../support/app-process";
import { startConfiguredApp } from "../support/configured-app";

/** Four accounts at whose provider nothing happens but what a test lets happen, and an app that reads them. */
export interface QuietFleet extends AsyncDisposable {
  app: AppProcess;
  /** From its next reading on, the first cluster of the account that is read on demand costs this much. */
  setPrice(cents: number): void;
}

/** Such an account holds questions for five seconds: the page must hear of each reading before the last one is late. */
const OFTEN_MS = 7 * SECOND_MS;
/** So seldom that a test can have the account read when it wants, and often enough to be told of by the second. */
const SELDOM_MS = 25 * SECOND_MS;
const ACCOUNTS = 4;
const CLUSTERS_PER_ACCOUNT = 2;
export const ON_DEMAND = { id: "on-demand", clusterName: "changing" };

export async function startQuietFleet(environment: Record<string, string> = {}): Promise<QuietFleet> {
  let cents = 1_000;
  // A month ago, so that no duration changes its words during a test.
  const startedAt = Date.now() - 30 * DAY_MS;
  const fakes = ["one", "two", "three", ON_DEMAND.id].map((id) => {
    const fake = createShadeformFake({
      now: Date.now,
      startedAt,
      fleet: { clusters: CLUSTERS_PER_ACCOUNT, nodesPerCluster: 2 },
    });
    const { world } = fake;
    fake.world = () => ({
      ...world(),
      clusters: world().clusters.map((cluster, index) => ({
        ...cluster,
        name: `${id}-${index}`,
        ...(id === ON_DEMAND.id && index === 0 && { name: ON_DEMAND.clusterName, hourly_price: cents }),
      })),
    });
    return { id, fake };
  });
  const served = await serveFakes({ fakes: Object.fromEntries(fakes.map(({ id, fake }) => [id, fake])), port: 0 });
  const accounts = fakes.map(({ id, fake }) => ({
    ...{ id, provider: "shadeform", label: id, apiKey: fake.apiKey, baseUrl: served.urlOf(id) },
    pollIntervalMs: id === ON_DEMAND.id ? SELDOM_MS : OFTEN_MS,
  }));
  const { app: first, stopAndForget } = await startConfiguredApp(accounts, {
    CLUSTERDECK_REQUESTS_PER_MINUTE: "10000",
    ...environment,
  });
  // On its first day a server says more with each of its first looks into the history, which it begins only now.
  await untilRead(first);
  await first.stop();
  const app = await first.startAgain();
  await untilRead(app);
  if (environment.CLUSTERDECK_AUTH !== "on")
    await untilSettled(async () => (await fetch(`${app.url}/api/clusters`)).json());
  return {
    app,
    setPrice: (next) => {
      cents = next;
    },
    [Symbol.asyncDispose]: async () => {
      await app.stop();
      await stopAndForget();
      await served.close();
    },
  };
}

/** Everything that the server prints of a reading. */
async function untilRead(app: AppProcess): Promise<void> {
  while (app.output().split(': read"').length <= ACCOUNTS) await sleep(50);
}

/**
 * Waits until the server knows all that it will say of this fleet. On a busy machine that can be several seconds after its first answers,
 * which stay the same for a while in between.
 */
export async function untilSettled(readFleet: () => Promise<Fleet>): Promise<void> {
  await expect.poll(async () => isSettled(await readFleet())).toBe(true);
}

function isSettled({ accounts, clusters, totals: { month } }: Fleet): boolean {
  return (
    accounts.every(({ state }) => state === "ok") &&
    clusters.length === ACCOUNTS * CLUSTERS_PER_ACCOUNT &&
    clusters.every(({ recentRates }) => recentRates !== undefined) &&
    month?.laterAccounts.length === 0
  );
}
