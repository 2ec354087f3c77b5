import "server-only";
import { Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";
import { PROBLEM_CODES } from "@/lib/contract/problem";
import { singleton } from "./singleton";

/** Gauges whose names end in `_total`, which only counters may; `nodejs_active_resources` says the same by kind. */
const MISNAMED = ["nodejs_active_handles_total", "nodejs_active_requests_total", "nodejs_active_resources_total"];

const POLL_OUTCOMES = ["ok", ...PROBLEM_CODES];
const NOTIFICATION_OUTCOMES = ["delivered", "retried", "failed"] as const;

/** What this process counts about its own work, for `/api/metrics`. */
export interface Meters {
  registry: Registry;
  /** One poll of an account that has ended: `outcome` is "ok" or the code of its problem. */
  countPoll(poll: { account: string; outcome: string; seconds: number }): void;
  /** One message that was delivered, is to be tried again, or was given up. */
  countNotification(attempt: { channel: string; outcome: (typeof NOTIFICATION_OUTCOMES)[number] }): void;
  /** One answer of the API. `seconds` is `null` if it was held back until there was something new, so that it says nothing about speed. */
  countRequest(answer: { route: string; method: string; status: number; seconds: number | null }): void;
  /** Has counters of these at 0 where nothing was counted yet: a counter that is first seen at 1 has not risen, as Prometheus sees it. */
  beginCounting(known: { accounts: readonly string[]; channels: readonly string[] }): void;
}

/** One per process. prom-client's global registry is shared with whatever else uses the package, and fails when a file is loaded again. */
export function meters(): Meters {
  return singleton("meters", createMeters);
}

/** From the first scrape on, also what Node says about this process: watching that takes a timer, and nobody may ask. */
export function watchProcess(): void {
  singleton("watched-process", () => {
    const { registry } = meters();
    collectDefaultMetrics({ register: registry });
    for (const name of MISNAMED) registry.removeSingleMetric(name);
    return true;
  });
}

export function createMeters(): Meters {
  const registry = new Registry();
  const registers = [registry];
  const polls = new Counter({
    name: "clusterdeck_account_polls_total",
    help: "Readings of an account that have ended, by what came of them: ok, or the code of the problem.",
    labelNames: ["account", "outcome"],
    registers,
  });
  const pollSeconds = new Histogram({
    name: "clusterdeck_account_poll_duration_seconds",
    help: "How long readings of an account took.",
    labelNames: ["account"],
    buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const notifications = new Counter({
    name: "clusterdeck_notifications_total",
    help: "Attempts at sending an alert's message to a channel that is in use: delivered, retried (to be tried again) or failed (given up).",
    labelNames: ["channel", "outcome"],
    registers,
  });
  const requests = new Counter({
    name: "clusterdeck_http_requests_total",
    help: "Answers of the API by the template of the route, the method and the class of the status.",
    labelNames: ["route", "method", "code"],
    registers,
  });
  const requestSeconds = new Histogram({
    name: "clusterdeck_http_request_duration_seconds",
    help: "How long answers of the API took, except for those that were held back until something changed.",
    labelNames: ["route", "method", "code"],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  return {
    registry,
    countPoll({ account, outcome, seconds }) {
      polls.inc({ account, outcome });
      pollSeconds.observe({ account }, seconds);
    },
    countNotification: (attempt) => notifications.inc({ ...attempt }),
    countRequest({ route, method, status, seconds }) {
      const labels = { route, method, code: `${Math.floor(status / 100)}xx` };
      requests.inc(labels);
      if (seconds !== null) requestSeconds.observe(labels, seconds);
    },
    beginCounting({ accounts, channels }) {
      for (const account of accounts) for (const outcome of POLL_OUTCOMES) polls.inc({ account, outcome }, 0);
      for (const channel of channels)
        for (const outcome of NOTIFICATION_OUTCOMES) notifications.inc({ channel, outcome }, 0);
    },
  };
}
