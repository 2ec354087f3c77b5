import { expect, it } from "vitest";
import { DAY_MS, SECOND_MS } from "../../time/epoch";
import { DEFAULT_RULES } from "../rule";
import { createJudge } from "./judge";
import type { WatchedAccount } from "./situation";
import { accountSubject } from "./subjects";

const NOW = Date.UTC(2026, 10, 29, 12);

it("is neither failing nor stale while a person has paused it, whatever was wrong before, and both are over then", () => {
  const account: WatchedAccount = {
    ...{ id: "a", state: "paused", pollIntervalMs: 15 * SECOND_MS, billing: null, clusters: [], gone: [] },
    ...{ lastSuccessAt: NOW - DAY_MS, lastAttemptAt: NOW - DAY_MS },
    problem: { code: "auth", detail: "No.", since: NOW - DAY_MS },
  };
  const given = { accounts: [account], budgets: [], server: { history: null, channels: [] } };
  const { conditions, judgedAt } = createJudge()(given, DEFAULT_RULES, NOW);
  expect(conditions).toEqual([]);
  expect(judgedAt("account-failing", accountSubject("a"))).toBe(NOW);
  expect(judgedAt("readings-stale", accountSubject("a"))).toBe(NOW);
});
