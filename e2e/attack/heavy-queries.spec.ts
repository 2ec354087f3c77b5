import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type APIRequestContext, type APIResponse, expect, test } from "@playwright/test";
import { fillHistory } from "@/bench/kit/fill-history";
import { DAY_MS, HOUR_MS } from "@/lib/domain/time/epoch";
import type { StoreLocation } from "@/lib/server/store/open-database";
import { type Callers, inviteCallers, withSignIn } from "../support/callers";
import { startConfiguredApp } from "../support/configured-app";
import { newDatabase } from "../support/shared-postgres";
import { TEST_ALL } from "../support/test-all";

/** Enough clusters for the queries below to count as heavy, and no more: a busy machine has to answer some of them. */
const CLUSTERS = 260;
const PAST_DAYS = 85;
const CLUSTER_PATH = "/api/clusters/shadeform~cluster-2";
/** The data belongs to accounts that cannot be read now: the queries are about the past. */
const AWAY = ["fireworks", "prime-intellect", "shadeform", "tensorone"].map((id) => ({
  ...{ id, provider: "shadeform", apiKey: "key-of-nobody", baseUrl: "http://127.0.0.1:9" },
}));

const iso = (time: number) => new Date(time).toISOString();
const search = (parameters: Record<string, string>) => `?${new URLSearchParams(parameters)}`;

for (const dialect of ["SQLite", "PostgreSQL"] as const) {
  test(`the largest possible queries, from guests and viewers at once, end no process on ${dialect}: each is answered, refused with a sentence, or told when to come back`, async () => {
    const { store, removeStore } = await newStore(dialect);
    await fillHistory(store, {
      from: Date.now() - PAST_DAYS * DAY_MS,
      to: Date.now(),
      clusters: CLUSTERS,
      changesPerDay: 1,
    });
    const location = "databaseUrl" in store ? { DATABASE_URL: store.databaseUrl } : { DATABASE_URL: "" };
    const dataDir = "dataDir" in store ? store.dataDir : mkdtempSync(join(tmpdir(), "clusterdeck-unused-"));
    const { app, stopAndForget } = await startConfiguredApp(AWAY, { ...withSignIn(dataDir), ...location });
    try {
      const { as, token } = await inviteCallers(app.url, store);
      const healths = watchHealth(app.url);
      const guestCosts = `/api/shared/${token}/costs`;

      const attacks = [
        ...worstQueries(20, 1_200).map((query) => as.viewer.get(`/api/costs${query}`)),
        ...worstQueries(6, 800).map((query) => as.guest.get(`${guestCosts}${query}`)),
      ];
      const ofThePages = as.viewer.get(
        `/api/costs${search({ from: iso(Date.now() - 2 * DAY_MS), bucket: "hour", groupBy: "provider" })}`,
      );
      const answers = await Promise.all(attacks);
      for (const answer of answers) await expectWords(answer);
      expect(await (await ofThePages).json()).toHaveProperty("totalUsdMicros");
      const statuses = answers.map((answer) => answer.status());
      // Handled in turn; clients that would have to wait too long are told so.
      expect(statuses.slice(0, 20)).toContain(200);
      expect(statuses.slice(0, 20)).toContain(503);
      const reported = await Promise.all(
        Array.from({ length: 6 }, () => as.guest.get(guestCosts + theReportedQuery())),
      );
      expect(reported.map((answer) => answer.status())).toEqual(Array.from({ length: 6 }, () => 200));
      expect((await reported[0]?.json())?.to <= iso(Date.now())).toBe(true);
      expect(await healths.end()).toEqual(new Set([200]));

      await expectBounds(as, guestCosts);
      // PostgreSQL accepts less odd input, such as a NUL.
      if (TEST_ALL || dialect === "PostgreSQL") await expectNoFaults(as, guestCosts);
    } finally {
      await stopAndForget();
      await removeStore();
    }
  });
}

/** Queries for hours of several weeks by cluster, no two of them the same. */
function worstQueries(count: number, hours: number): string[] {
  const to = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
  return Array.from({ length: count }, (_, index) =>
    search({ from: iso(to - (hours - 1 - index) * HOUR_MS), to: iso(to), bucket: "hour", groupBy: "cluster" }),
  );
}

/** The query that ended the process, as it was reported. */
function theReportedQuery(): string {
  const day = (time: number) => iso(time).slice(0, 10);
  const [from, to] = [day(Date.now() - DAY_MS), day(Date.now() + 200 * DAY_MS)];
  return search({ from, to, bucket: "hour", groupBy: "cluster" });
}

async function expectBounds(as: Callers["as"], guestCosts: string): Promise<void> {
  const hours = (count: number) =>
    search({ from: iso(Date.now() - count * HOUR_MS), bucket: "hour", groupBy: "cluster" });
  const refusedViewer = await as.viewer.get(`/api/costs${hours(2_001)}`);
  expect(refusedViewer.status()).toBe(400);
  expect(await refusedViewer.json()).toMatchObject({
    detail: "At most 83 days can be added up by the hour. Choose days, or a shorter range.",
  });
  const refusedGuest = await as.guest.get(`${guestCosts}${hours(801)}`);
  expect(refusedGuest.status()).toBe(400);
  expect((await refusedGuest.json()).detail).toContain("At most 33 days can be added up by the hour");
}

const TIMES = [
  "0000-01-01",
  "0001-01-01T00:00:00Z",
  "1969-12-31T23:59:59Z",
  "1970-01-01",
  "9999-12-31",
  "-271821-04-20T00:00Z",
]
  .concat([
    "+275760-09-13T00:00:00Z",
    "2026-02-30",
    "NaN",
    "-1",
    "1e99",
    "2026-11-01T12:00:00+23:59",
    "\0",
    "%",
    "𝟚𝟘𝟚𝟞-01-01",
  ])
  .flatMap((time) => [{ from: time }, { to: time }, { from: time, to: time }, { from: "2026-11-20", to: time }]);
const ZONES = [
  "",
  "Etc/Nowhere",
  "+23:59",
  "UTC\0",
  "../../etc/passwd",
  "Antarctica/Troll",
  "Etc/GMT+12",
  "x".repeat(70_00),
];
const ODD: Record<string, string>[] = [
  ...TIMES,
  ...ZONES.map((timeZone) => ({ timeZone })),
  ...["", "second", "hour\0", "HOUR"].map((bucket) => ({ bucket, groupBy: bucket })),
  ...["", "\0", "~", "nobody~nothing", "x".repeat(5_000)].map((clusterId) => ({ clusterId })),
  ...["", "\0", "9e9", "NaN"].map((window) => ({ window, nodes: window })),
  ...["999999999999999", "-1", "1e3", "\0"].map((before) => ({ before })),
  ...["%", "_", "\\", "\0", "x".repeat(300)].map((person) => ({ person, action: person })),
  { person: "\0" },
];

/** No parameter of a call causes a fault in the server. */
async function expectNoFaults(as: Callers["as"], guestCosts: string): Promise<void> {
  const calls: [APIRequestContext, string][] = [
    [as.viewer, "/api/costs"],
    [as.viewer, `${CLUSTER_PATH}/timeline`],
    [as.viewer, `${CLUSTER_PATH}/metrics`],
    [as.operator, `${CLUSTER_PATH}/logs`],
    [as.admin, "/api/audit"],
    [as.admin, "/api/audit/export"],
    [as.guest, guestCosts],
  ];
  const faults: string[] = [];
  for (const [browser, path] of calls) {
    const queries = ODD.map(search).concat("?from=2026-11-01&from=2026-11-02&to=&bucket=day&bucket=hour");
    for (const query of queries) {
      const answer = await browser.get(path + query);
      await expectWords(answer).catch(() => faults.push(`${path}${query.slice(0, 80)}: ${answer.status()}`));
    }
  }
  for (const path of [
    "/api/clusters/%00/timeline",
    "/api/clusters/a~%00/metrics",
    guestCosts.replace("/costs", "/clusters/%00/timeline"),
  ]) {
    const answer = await as.viewer.get(path);
    if (answer.status() !== 404) faults.push(`${path}: ${answer.status()}`);
  }
  expect(faults).toEqual([]);
}

async function expectWords(answer: APIResponse): Promise<void> {
  expect([200, 400, 404, 503]).toContain(answer.status());
  if (answer.status() === 200) return;
  const { detail } = (await answer.json()) as { detail: string };
  expect(detail).toMatch(/^[A-Za-z].*\.$/s);
  if (answer.status() === 503) expect(Number(answer.headers()["retry-after"])).toBeGreaterThan(0);
}

/** Keeps asking whether the process is alive; 0 means no answer. */
function watchHealth(url: string) {
  const statuses = new Set<number>();
  let isEnding = false;
  const asking = (async () => {
    while (!isEnding) {
      statuses.add(
        await fetch(`${url}/api/health`).then(
          ({ status }) => status,
          () => 0,
        ),
      );
      await sleep(50);
    }
  })();
  return {
    end: async () => {
      isEnding = true;
      await asking;
      return statuses;
    },
  };
}

async function newStore(
  dialect: "SQLite" | "PostgreSQL",
): Promise<{ store: StoreLocation; removeStore: () => Promise<void> }> {
  if (dialect === "PostgreSQL") {
    return { store: { databaseUrl: await newDatabase() }, removeStore: async () => {} };
  }
  const dataDir = mkdtempSync(join(tmpdir(), "clusterdeck-heavy-"));
  return { store: { dataDir }, removeStore: async () => rmSync(dataDir, { recursive: true, force: true }) };
}
