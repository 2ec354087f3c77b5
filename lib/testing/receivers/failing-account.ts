import { afterEach, beforeEach, expect } from "vitest";
import { z } from "zod/mini";
import { alertsSchema } from "@/lib/contract/alerts/alerts";
import { HOUR_MS } from "@/lib/domain/time/epoch";
import { slack } from "@/lib/server/alerts/channels/slack";
import { DEFAULT_TIMING } from "@/lib/server/configuration/alerts/configured-alerts";
import type { AccountSnapshot } from "@/lib/server/poller/account-snapshot";
import type { StoreLocation } from "@/lib/server/store/open-database";
import { guardedSnapshot } from "../example-guests";
import { readingOf } from "../example-polls";
import { startAlertingServer } from "./alerting-server";

/** In the address of every channel: no answer may hold it. */
export const SECRET = "SECRET-of-this-hook";
export const IN_FILE = `https://hooks.example.com/services/${SECRET}-file`;

type Asker = "viewer" | "operator" | "admin";

/**
 * Gives each test of a group a server of its own, whose one account's key is refused, so that its cluster's alert is held back. The file
 * has a channel and a rule.
 */
export function withFailingAccount(newStore: () => Promise<StoreLocation>) {
  /** Whether the key is refused, what receivers answer with, and what they were sent. */
  const fleet: { isFailing: boolean; status: number; sent: URL[] } = { isFailing: true, status: 200, sent: [] };
  let server: Awaited<ReturnType<typeof startAlertingServer>>;

  beforeEach(async () => {
    Object.assign(fleet, { isFailing: true, status: 200, sent: [] });
    server = await startAlertingServer({
      location: await newStore(),
      accounts: () => [account(fleet.isFailing)],
      configured: {
        timing: { ...DEFAULT_TIMING, groupWaitMs: 0 },
        channels: [
          {
            ...{ id: "file", kind: slack, label: "File", minSeverity: "info", rules: null, accounts: null },
            ...{ show: { names: true, costs: true }, settings: { url: IN_FILE } },
          },
        ],
        rules: new Map([["idle", { enabled: false }]]),
      },
      ways: {
        http: {
          send: async (url) => {
            fleet.sent.push(url);
            const status = url.hostname.startsWith("teams") ? 202 : fleet.status;
            return { status, headers: new Headers(), body: null };
          },
        },
        ...{ mail: nowhere, push: nowhere },
      },
    });
  });
  afterEach(() => server[Symbol.asyncDispose]());

  async function read<Answer>(schema: z.ZodMiniType<Answer>, path: string, role: Asker = "viewer") {
    const answer = await server.call(role, "GET", path);
    expect(answer.status, answer.text).toBe(200);
    expect(answer.text).not.toContain(SECRET);
    return z.parse(schema, answer.json());
  }
  const alerts = async (query = "") => (await read(alertsSchema, `/api/alerts${query}`)).alerts;
  return {
    ...{ fleet, read, alerts },
    server: () => server,
    /** What became of the latest message about what fires. */
    told: async () => (await alerts("?state=firing"))[0]?.deliveries[0]?.state,
    /** The status of a refusal, and its sentence. */
    refused: async (role: Asker, method: string, path: string, body?: object) => {
      const answer = await server.call(role, method, path, body);
      expect(answer.text).not.toContain(SECRET);
      return [answer.status, Reflect.get(Object(answer.json()), "detail")];
    },
  };
}

const nowhere = () => Promise.reject(new Error("Nothing goes there."));

/** Whether the account answers: only its key is refused. */
function account(isFailing: boolean): AccountSnapshot {
  const now = Date.now();
  const down = readingOf({ status: "error", health: "unhealthy", healthReasons: ["The node is gone"] });
  const { clusters, ...snapshot } = guardedSnapshot("shade", [down]);
  return {
    ...{
      ...snapshot,
      label: "Shade",
      lastSuccessAt: now,
      lastAttemptAt: now,
      nextAttemptAt: now + HOUR_MS,
      billing: null,
    },
    clusters: new Map([...clusters].map(([id, one]) => [id, { ...one, observedAt: now, statusSince: now - HOUR_MS }])),
    state: isFailing ? "failing" : "ok",
    problem: isFailing ? { code: "auth", detail: "The key was refused.", since: now } : null,
  };
}
