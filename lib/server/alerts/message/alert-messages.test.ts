import { expect, it } from "vitest";
import { clusterSubject } from "@/lib/domain/alerts/conditions/subjects";
import { exampleAlert } from "@/lib/testing/receivers/example-alert";
import { alertView } from "../alert-view";
import { type AlertAmounts, createAlertAmounts } from "../knowledge/alert-amounts";
import type { StoredAlert } from "../store/alert-rows";
import { createAlertMessages } from "./alert-messages";

const NOW = Date.UTC(2026, 10, 29, 12);
const SHOW = { names: true, costs: true };
const NAMES = { label: "train-7", place: "Shadeform" };
const DOWN: StoredAlert = {
  alert: exampleAlert({
    ...{ rule: "cluster-down", subject: clusterSubject("shade", "shade~a"), firingSince: NOW - 60_000 },
    facts: { reasons: ["6 of 8 nodes"], nodes: null, usdMicrosPerHour: null },
  }),
  ...{ label: "train-7", usdMicrosSoFar: null },
};

function messagesWith(amounts: AlertAmounts) {
  const warnings: unknown[] = [];
  const surroundings = { names: { real: NAMES, alias: NAMES }, holds: 0, silencedBy: null, now: NOW };
  const messages = createAlertMessages({
    store: { alertsOf: async () => [DOWN] },
    reader: {
      latest: (stored) => stored,
      namesOf: () => surroundings.names,
      view: (stored, show) => alertView(stored, show, surroundings),
    },
    ...{ amounts, url: "https://deck.example/alerts", log: { warn: (about: unknown) => warnings.push(about) } },
  });
  const attempt = (attempts: number, at: number) =>
    messages.ofDelivery({ id: "1", channelId: "ops", event: "firing", attempts, createdAt: NOW }, SHOW, at);
  return { attempt, warnings };
}

it("says without an amount what it can, if the amount cannot be read, and tells the log", async () => {
  const broken = createAlertAmounts(
    {
      sampleCosts: () => {
        throw new Error("The database is locked.");
      },
    },
    () => NOW,
  );
  const { attempt, warnings } = messagesWith(broken);
  const { items } = await attempt(1, NOW);
  expect(items).toMatchObject([{ title: expect.stringContaining("train-7"), alert: { usdMicrosSoFar: null } }]);
  expect(items[0]?.title).not.toContain("$");
  expect(warnings).toHaveLength(1);
});

it("reads amounts once for all attempts at a message", async () => {
  let reads = 0;
  const counted = createAlertAmounts(
    {
      async *sampleCosts() {
        reads += 1;
        yield [];
      },
    },
    () => NOW,
  );
  const { attempt, warnings } = messagesWith(counted);
  for (let tried = 1; tried < 4; tried += 1) await attempt(tried, NOW + tried * 60_000);
  expect(reads).toBe(1);
  expect(warnings).toEqual([]);
});
