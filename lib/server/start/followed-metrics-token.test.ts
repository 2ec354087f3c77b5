import { beforeEach, expect, it, onTestFinished } from "vitest";
import { forgetSingleton } from "@/lib/testing/forget-singleton";
import { acme } from "@/lib/testing/made-up-provider/acme-provider";
import { temporaryFolders } from "@/lib/testing/stores";
import { createLiveConfiguration } from "../configuration/live-configuration";
import { readConfiguration } from "../configuration/read-configuration";
import { admitScraper } from "../exposition/admit-scraper";
import { HttpProblem } from "../http-problem";
import { log } from "../log";
import { replaceSecrets } from "../redaction/secrets";
import { createSoleAttemptLimit } from "../security/attempt-limit";
import { setGuardContext } from "../security/guard-context";
import { followConfiguration } from "./follow-configuration";
import { startApplication } from "./start-application";

const newFolder = temporaryFolders();
const FIRST = "CANARY-first-metrics-token";
const SECOND = "CANARY-second-metrics-token";
const ACCOUNTS = "accounts: [{ id: one, provider: acme, apiKey: k, account: a }]";

beforeEach(() => {
  setGuardContext({
    ...{ publicUrl: new URL("http://127.0.0.1:3000"), isDevelopment: false },
    pageCallerOf: async () => ({ queue: null, frameOrigins: [] }),
  });
  onTestFinished(() => forgetSingleton("guard-context"));
});

function readWith(environment: Record<string, string>, yaml: string, token: () => string) {
  const variables = { HOST: "127.0.0.1", CLUSTERDECK_METRICS_TOKEN_FILE: "/token", ...environment };
  return readConfiguration(variables, [acme], (path) => (path === "/token" ? token() : yaml));
}

/** A server that has its token from a file, which can be changed, and what it answers to a scraper with a token. */
function serving(yaml: string) {
  const files = { token: FIRST };
  const read = () => readWith({}, yaml, () => files.token);
  const started = read();
  if (!started.ok) throw new Error(JSON.stringify(started.mistakes));
  const { configuration, own } = started;
  const live = createLiveConfiguration(configuration, () => {});
  const application = { configuration, live, scraperAttempts: createSoleAttemptLimit(Date.now) };
  const followed = followConfiguration({
    stage: {
      running: () => ({ application, live }),
      ...{ own: () => own, setOwn: () => {}, leaveDemo: async () => {} },
    },
    initial: { file: "clusterdeck.yaml", readAt: 0, mistakes: [], needsRestart: [] },
    ...{ read: async () => read(), log: log(), now: Date.now },
  });
  const scrape = async (token: string) => {
    const headers = { host: "10.0.3.7:3000", authorization: `Bearer ${token}` };
    try {
      await admitScraper(new Request("http://localhost/api/metrics", { headers }), application);
      return 200;
    } catch (error) {
      return error instanceof HttpProblem ? error.status : error;
    }
  };
  return { files, followed, scrape };
}

it.each([
  ["the own fleet", ACCOUNTS],
  ["the demo", "accounts: []"],
])(
  "lets in whoever has the metrics token that is in its file now, and nobody with the one before: %s",
  async (_, yaml) => {
    const { files, followed, scrape } = serving(yaml);
    expect([await scrape(FIRST), await scrape(SECOND)]).toEqual([200, 401]);
    files.token = `${SECOND}\n`;
    await followed.reload();
    expect([await scrape(FIRST), await scrape(SECOND)]).toEqual([401, 200]);
    expect(followed.state()).toMatchObject({ mistakes: [], needsRestart: [] });
  },
);

it("keeps the token that it has while its file is empty, as between two steps of writing it, and never opens without one", async () => {
  const { files, followed, scrape } = serving(ACCOUNTS);
  files.token = "";
  await followed.reload();
  expect([await scrape(FIRST), await scrape("")]).toEqual([200, 401]);
  expect(followed.state().mistakes).toMatchObject([{ where: "CLUSTERDECK_METRICS_TOKEN_FILE" }]);
});

it("keeps a token that it learns while it runs out of the log, like the first one", async () => {
  const environment = { CLUSTERDECK_DEMO: "off", CLUSTERDECK_AUTH: "off", CLUSTERDECK_DATA_DIR: newFolder() };
  const complete = readWith(environment, "", () => FIRST);
  if (!complete.ok) throw new Error(JSON.stringify(complete.mistakes));
  const configurationState = () => ({ file: null, readAt: 0, mistakes: [], needsRestart: [] });
  const stage = await startApplication({ complete, providers: [acme], configurationState, giveUp: expect.fail });
  onTestFinished(async () => {
    await stage?.stop();
    for (const name of ["application", "running-changes"]) forgetSingleton(name);
  });
  expect(replaceSecrets(`${FIRST} ${SECOND}`)).toBe(`[secret] ${SECOND}`);
  stage?.running().live.setMetricsToken(SECOND);
  expect(replaceSecrets(`${FIRST} ${SECOND}`)).toBe("[secret] [secret]");
});
