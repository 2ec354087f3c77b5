import { setTimeout as sleep } from "node:timers/promises";
import { startConfiguredApp } from "@/e2e/support/configured-app";
import { serveFakes } from "@/lib/server/demo/serve-fakes";
import { createShadeformFake } from "@/lib/server/providers/shadeform/fake/fake";
import { watchOthers } from "../attack/watch-others";
import { withoutOtherAccounts } from "./fleet-app";
import { inRounds } from "./rounds";
import type { Row } from "./row";
import { median, percentile } from "./statistics";

const POLL_INTERVAL_MS = 2_000;
const MAX_MS = 1_000;
/** The largest allowed answer. */
const ANSWER_BYTES = 8_000_000;
const MESSAGE_LENGTH = 2_000;
/** Text that makes a search for secrets start over again and again. */
const HOSTILE_PARTS = ["a@", "token=hunter2 ", "eyJ.", "1:", "--secret-", "://a:b", "1.2.3."];

/** How long an account holds everybody up that fills its answers with texts designed to slow the search for secrets. */
export async function hostileAnswer(isQuick: boolean): Promise<Row[]> {
  let isHostile = false;
  const fake = createShadeformFake({
    now: Date.now,
    startedAt: Date.now(),
    fleet: { clusters: 40, nodesPerCluster: 8 },
  });
  const body = hostileBody();
  const served = await serveFakes({
    fakes: {
      shadeform: {
        ...fake,
        handle: async (request) =>
          isHostile && new URL(request.url).pathname.endsWith("/instances")
            ? new Response(body, { headers: { "content-type": "application/json" } })
            : fake.handle(request),
      },
    },
    port: 0,
  });
  const account = { id: "shadeform", provider: "shadeform", apiKey: fake.apiKey, baseUrl: served.urlOf("shadeform") };
  const { app, stopAndForget } = await startConfiguredApp(
    [{ ...account, pollIntervalMs: POLL_INTERVAL_MS, requestsPerMinute: 10_000 }],
    withoutOtherAccounts(),
  );
  try {
    const watch = async () => {
      const [health] = await watchOthers(
        [{ url: `${app.url}/api/health`, headers: {}, everyMs: 20 }],
        isQuick ? 3 * POLL_INTERVAL_MS : 10 * POLL_INTERVAL_MS,
      );
      return percentile(health?.timesMs ?? [], 100);
    };
    const rounds = await inRounds(isQuick ? 2 : 5, async () => {
      isHostile = false;
      await sleep(POLL_INTERVAL_MS);
      const beforeMs = await watch();
      isHostile = true;
      return { beforeMs, duringMs: await watch() };
    });
    const longestMs = median(rounds.map(({ duringMs }) => duringMs));
    const ratio = median(rounds.map(({ beforeMs, duringMs }) => duringMs / beforeMs));
    return [
      {
        what: `Longest wait for /api/health while an account answers ${ANSWER_BYTES / 1e6} MB of hostile messages`,
        target: `≤ ${MAX_MS / 1_000} s`,
        measured: `${longestMs.toFixed(0)} ms (${ratio.toFixed(1)} × before)`,
        isMet: longestMs <= MAX_MS,
        against: "the same account with 40 clusters",
      },
    ];
  } finally {
    await stopAndForget();
    await served.close();
  }
}

function hostileBody(): string {
  const instances: object[] = [];
  const item = (number: number) => ({
    id: `hostile-${number}`,
    status: "error",
    status_details: `${number} `.concat(
      (HOSTILE_PARTS[number % HOSTILE_PARTS.length] ?? "").repeat(MESSAGE_LENGTH).slice(0, MESSAGE_LENGTH),
    ),
  });
  const each = JSON.stringify(item(100_000)).length + 1;
  while ((instances.length + 1) * each < ANSWER_BYTES) instances.push(item(instances.length));
  return JSON.stringify({ instances });
}
