import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { clusterSubject } from "@/lib/domain/alerts/conditions/subjects";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import type { Ways } from "@/lib/server/alerts/outbox/send-message";
import { startAlertingServer } from "@/lib/testing/receivers/alerting-server";
import { exampleAlert } from "@/lib/testing/receivers/example-alert";
import type { Row } from "../kit/row";
import { percentile } from "../kit/statistics";

const ALERTS = 10_000;
const MAX_MS = 50;
const WARM_UP = 5;
const START = Date.UTC(2026, 0, 1);

/** How long the server takes to answer with a page of many stored alerts, and with the few among them that hold a word. */
export async function alertList(isQuick: boolean): Promise<Row[]> {
  const calls = isQuick ? 30 : 200;
  const dataDir = await mkdtemp(path.join(tmpdir(), "clusterdeck-alert-list-"));
  const server = await startAlertingServer({ location: { dataDir }, accounts: () => [], ways: NOWHERE });
  await server.alerting.store.save({ saved: storedAlerts(), dropped: [], plan: { messages: [], replaced: [] } }, START);
  const rows: Row[] = [];
  for (const [what, query] of [
    ["The latest page", ""],
    ["A search that finds five", "?q=needle"],
    ["A search that finds none", "?q=nowhere"],
  ] as const) {
    const times: number[] = [];
    for (let call = 0; call < WARM_UP + calls; call += 1) {
      const begun = performance.now();
      const { status, text } = await server.call("viewer", "GET", `/api/alerts${query}`);
      if (status !== 200) throw new Error(`The server answered ${status}: ${text}`);
      if (call >= WARM_UP) times.push(performance.now() - begun);
    }
    const p95Ms = percentile(times, 95);
    rows.push({
      what: `${what} of ${ALERTS} stored alerts over HTTP, 95th percentile of ${calls}`,
      target: `≤ ${MAX_MS} ms`,
      measured: `${p95Ms.toFixed(1)} ms (median ${percentile(times, 50).toFixed(1)} ms)`,
      isMet: p95Ms <= MAX_MS,
      against: "–",
    });
  }
  await server[Symbol.asyncDispose]();
  await rm(dataDir, { recursive: true });
  return rows;
}

function storedAlerts() {
  return Array.from({ length: ALERTS }, (_, index) => {
    const at = START + index * MINUTE_MS;
    const alert = exampleAlert({
      ...{
        id: `${index}`,
        rule: "cluster-down",
        subject: clusterSubject("shade", `shade~${index}`),
        state: "resolved",
      },
      facts: { reasons: [index % 2_000 === 7 ? "The needle" : "Hay"], nodes: null, usdMicrosPerHour: null },
      ...{ pendingSince: at, firingSince: at, resolvedAt: at + MINUTE_MS, clearSince: at, evidenceAt: at },
    });
    return { alert, label: `train-${index}`, usdMicrosSoFar: null };
  });
}

const nowhere = () => Promise.reject(new Error("There is no channel."));
const NOWHERE: Ways = { http: { send: nowhere }, mail: nowhere, push: nowhere };
