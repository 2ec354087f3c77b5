import { expect, it } from "vitest";
import { PUBLIC_URL } from "@/lib/testing/example-auth";
import { NO_PROXIES } from "../outbound/proxies";
import { NO_CONFIGURED_ALERTS } from "./alerts/configured-alerts";
import type { Configuration } from "./configuration";
import { warnOfExposedFiles } from "./exposed-files";

const configuration: Configuration = {
  ...{ accounts: [], rates: [], budgets: [], timeZone: "UTC", demo: false, publicUrl: PUBLIC_URL },
  accountDefaults: { pollIntervalMs: 15_000, requestsPerMinute: null, reachability: false },
  storage: { databaseUrl: "postgres://clusterdeck:hunter2@db/clusterdeck" },
  auth: { asksForSignIn: true, firstAdmin: null, singleSignOn: null },
  trustedProxies: [],
  metricsToken: null,
  isScrapedLocally: true,
  proxies: NO_PROXIES,
  reachability: { intervalMs: 60_000, allowsPrivate: false, allowedRanges: [] },
  alerts: NO_CONFIGURED_ALERTS,
  webhookRanges: [],
  providerRanges: [],
  secretKey: { key: Buffer.alloc(32) },
};

it.each([
  ["by everybody", "DATABASE_URL=postgres://clusterdeck:hunter2@db/clusterdeck", 0o100644, 1],
  ["by its group", "DATABASE_URL=postgres://clusterdeck:hunter2@db/clusterdeck", 0o100640, 1],
  ["only by its owner", "DATABASE_URL=postgres://clusterdeck:hunter2@db/clusterdeck", 0o100600, 0],
  ["by everybody, and holds no key", "CLUSTERDECK_DEMO=off", 0o100644, 0],
  ["by its group, as which the server reads a file of root", "postgres://user:hunter2@db", 0o100440, 0, true],
  ["by everybody, though the server reads it by its group", "postgres://user:hunter2@db", 0o100444, 1, true],
])("warns about a file of keys that can be read %s: %s", (_, text, mode, count, isLent = false) => {
  const sentences: string[] = [];
  warnOfExposedFiles(configuration, [{ path: ".env", text, mode, isLent }], {
    warn: (sentence) => sentences.push(sentence),
  });
  expect(sentences).toHaveLength(count);
  for (const sentence of sentences) {
    expect(sentence).toContain("chmod 600 .env");
    expect(sentence).not.toContain("hunter2");
  }
});
