import { request as httpRequest } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page, Response } from "@playwright/test";
import { MINUTE_MS, SECOND_MS } from "@/lib/domain/time/epoch";
import { launchBrowser } from "../kit/browser";
import { startFleetApp } from "../kit/fleet-app";
import type { Row } from "../kit/row";

const CLUSTERS = 500;
const FORMER_POLL_MS = 5 * SECOND_MS;
const MAX_REQUESTS_SHARE = 0.6;
const MAX_BYTES_SHARE = { quiet: 0.1, changing: 0.2 };

interface Traffic {
  requests: number;
  /** Answers with a body. */
  bodies: number;
  /** Headers and bodies of all answers, as sent. */
  bytes: number;
}

/** What an open page asks for and is sent, beside a viewer of the version before, to which every poll was another fleet. */
export async function viewerTraffic(isQuick: boolean): Promise<Row[]> {
  await using app = await startFleetApp({ clusters: CLUSTERS, accounts: 4, pollIntervalMs: 15 * SECOND_MS });
  await using browser = await launchBrowser();
  const page = await browser.newPage();
  await page.goto(app.url);
  // A server that has just started says more with each of its first readings, and with its first look into the history.
  await sleep((isQuick ? 0.5 : 1.2) * MINUTE_MS);

  const minutes = isQuick ? 0.5 : 2;
  const quiet = await watchBoth(page, app.fleetUrl, minutes);
  const changed = watchBoth(page, app.fleetUrl, isQuick ? 1 : minutes);
  for (let minute = 0; minute < (isQuick ? 1 : minutes); minute += 1) {
    await sleep(MINUTE_MS / 3);
    app.fleet.resize(CLUSTERS + minute + 1);
    await sleep((MINUTE_MS * 2) / 3);
  }
  const changing = await changed;
  return [
    {
      what: `Bodies that an open page is sent in ${minutes} min of a quiet fleet of ${CLUSTERS} clusters, 4 accounts polled every 15 s`,
      target: "none",
      measured: `${quiet.now.bodies} of ${quiet.now.requests} answers, before ${quiet.former.bodies} of ${quiet.former.requests}`,
      isMet: quiet.now.bodies === 0,
      against: "a viewer of the version before",
    },
    ...rowsOf("quiet fleet", quiet, { minutes, maxBytesShare: MAX_BYTES_SHARE.quiet }),
    ...rowsOf("one change a minute", changing, {
      minutes: isQuick ? 1 : minutes,
      maxBytesShare: MAX_BYTES_SHARE.changing,
    }),
  ];
}

interface Both {
  now: Traffic;
  former: Traffic;
}

function rowsOf(
  when: string,
  { now, former }: Both,
  { minutes, maxBytesShare }: { minutes: number; maxBytesShare: number },
): Row[] {
  const against = "the version before: the whole fleet every 5 s, compressed";
  const requestsShare = now.requests / former.requests;
  const bytesShare = now.bytes / former.bytes;
  const perMinute = (count: number) => (count / minutes).toFixed(1);
  const kilobytes = (bytes: number) => `${(bytes / minutes / 1_024).toFixed(1)} KB`;
  return [
    {
      what: `Requests per viewer and minute, ${when}`,
      target: `≤ ${MAX_REQUESTS_SHARE} ×`,
      measured: `${perMinute(now.requests)}, before ${perMinute(former.requests)}: ${requestsShare.toFixed(2)} ×`,
      isMet: requestsShare <= MAX_REQUESTS_SHARE,
      against,
    },
    {
      what: `Bytes per viewer and minute, ${when}`,
      target: `≤ ${maxBytesShare} ×`,
      measured: `${kilobytes(now.bytes)}, before ${kilobytes(former.bytes)}: ${bytesShare.toFixed(3)} ×`,
      isMet: bytesShare <= maxBytesShare,
      against,
    },
  ];
}

async function watchBoth(page: Page, fleetUrl: string, minutes: number): Promise<Both> {
  const until = performance.now() + minutes * MINUTE_MS;
  const [now, former] = await Promise.all([watchPage(page, until), viewAsBefore(fleetUrl, until)]);
  return { now, former };
}

async function watchPage(page: Page, until: number): Promise<Traffic> {
  const sizes: Promise<{ body: number; headers: number }>[] = [];
  const note = (response: Response) => {
    if (new URL(response.url()).pathname === "/api/clusters") sizes.push(sizeOfAnswer(response));
  };
  page.on("response", note);
  await sleep(until - performance.now());
  page.off("response", note);
  const answers = await Promise.all(sizes);
  return {
    requests: answers.length,
    bodies: answers.filter(({ body }) => body > 0).length,
    bytes: answers.reduce((sum, { body, headers }) => sum + body + headers, 0),
  };
}

/** Chromium knows the size of no answer without a body. */
async function sizeOfAnswer(response: Response): Promise<{ body: number; headers: number }> {
  const fields = await response.headersArray();
  const headers = fields.reduce((sum, { name, value }) => sum + name.length + value.length + 4, 0);
  return { headers, body: response.status() === 304 ? 0 : (await response.request().sizes()).responseBodySize };
}

async function viewAsBefore(fleetUrl: string, until: number): Promise<Traffic> {
  const traffic: Traffic = { requests: 0, bodies: 0, bytes: 0 };
  while (performance.now() < until) {
    const { headers, body } = await sizeOf(fleetUrl);
    traffic.requests += 1;
    traffic.bodies += body > 0 ? 1 : 0;
    traffic.bytes += headers + body;
    await sleep(Math.min(FORMER_POLL_MS, Math.max(0, until - performance.now())));
  }
  return traffic;
}

/** What an answer takes on the wire, compressed as for a browser. */
function sizeOf(url: string): Promise<{ headers: number; body: number }> {
  return new Promise((resolve, reject) => {
    const asking = httpRequest(url, { headers: { "Accept-Encoding": "gzip, deflate, br" } }, (response) => {
      let body = 0;
      response.on("data", (chunk: Buffer) => {
        body += chunk.byteLength;
      });
      const headers = response.rawHeaders.reduce((sum, text) => sum + text.length + 2, 0);
      response.on("end", () => resolve({ headers, body }));
    });
    asking.on("error", reject).end();
  });
}
