import type { Page } from "@playwright/test";
import { DAY_MS } from "@/lib/domain/time/epoch";
import { type Fault, withFault } from "@/lib/server/demo/faults";
import { serveFakes } from "@/lib/server/demo/serve-fakes";
import { createShadeformFake } from "@/lib/server/providers/shadeform/fake/fake";
import type { AppProcess } from "../support/app-process";
import { startConfiguredApp } from "../support/configured-app";

interface WallFleetOptions {
  clusters: number;
  nodesPerCluster?: number;
  /** The names of clusters, by their index; the fake's own by default. */
  nameOf?: (index: number) => string;
  /** The status that the provider reports for a cluster at first; "active" by default. */
  statusOf?: (index: number) => string;
  /** 5 s unless given. */
  pollIntervalMs?: number;
}

/** Accounts with a fleet of any size, and an app that reads them. The fleet is a month old, so no duration changes during a test. */
export interface WallFleet extends AsyncDisposable {
  app: AppProcess;
  /** What the provider reports for a cluster from the next poll on: "active", "error", "pending", … */
  setStatus(index: number, status: string): void;
  setFault(fault: Fault): void;
}

/** With more of them, an answer would be refused as too large. */
const MAX_PER_ACCOUNT = 250;

export async function startWallFleet(options: WallFleetOptions): Promise<WallFleet> {
  const { clusters, nodesPerCluster = 8, nameOf, statusOf, pollIntervalMs = 5_000 } = options;
  const statuses = new Map<number, string>();
  let fault: Fault = "ok";
  const startedAt = Date.now() - 30 * DAY_MS;
  const fakeAccounts = Array.from({ length: Math.max(1, Math.ceil(clusters / MAX_PER_ACCOUNT)) }, (_, account) => {
    const first = account * MAX_PER_ACCOUNT;
    const size = { clusters: Math.min(MAX_PER_ACCOUNT, clusters - first), nodesPerCluster };
    const fake = createShadeformFake({ now: Date.now, startedAt, fleet: size });
    const uniform = fake.world();
    fake.world = () => ({
      ...uniform,
      clusters: uniform.clusters.map((cluster, index) => ({
        ...cluster,
        ...(nameOf && { name: nameOf(first + index) }),
        status: statuses.get(first + index) ?? statusOf?.(first + index) ?? "active",
      })),
    });
    return { id: `account-${account + 1}`, fake };
  });
  const served = await serveFakes({
    fakes: Object.fromEntries(fakeAccounts.map(({ id, fake }) => [id, withFault(fake, () => fault)])),
    port: 0,
  });
  const accounts = fakeAccounts.map(({ id, fake }) => ({
    id,
    provider: "shadeform",
    label: "Shadeform",
    apiKey: fake.apiKey,
    baseUrl: served.urlOf(id),
  }));
  const { app, stopAndForget } = await startConfiguredApp(accounts, {
    CLUSTERDECK_POLL_INTERVAL_MS: String(pollIntervalMs),
    CLUSTERDECK_REQUESTS_PER_MINUTE: "10000",
  });
  return {
    app,
    setStatus: (index, status) => statuses.set(index, status),
    setFault: (next) => {
      fault = next;
    },
    [Symbol.asyncDispose]: async () => {
      await stopAndForget();
      await served.close();
    },
  };
}

/** Everything that a page reports as an error: in scripts, in hydration, against its content policy. */
export function watchErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  return errors;
}
