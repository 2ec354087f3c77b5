import { expect, it } from "vitest";
import { matchChoices } from "./match-choices";
import { silenceEnd } from "./silence-end";
import { matchWords, weeklyWords } from "./silence-words";

it("says what a silence covers: everything that it leaves open", () => {
  expect(matchWords({})).toBe("All alerts");
  expect(matchWords({ severity: "info" })).toBe("Info alerts");
  expect(matchWords({ rule: "idle", accountId: "prime" })).toBe("All alerts of “Idle”, account prime");
  expect(matchWords({ clusterId: "prime~a" }, () => "train-7")).toBe("All alerts, cluster train-7");
});

it("says when a weekly silence ends on the next day, and in which place's time", () => {
  const weekly = { days: ["mon", "sat"], start: "22:00", end: "06:00", timeZone: "Europe/Berlin" } as const;
  expect(weeklyWords({ ...weekly, days: [...weekly.days] })).toBe(
    "Mon and Sat, 22:00 to 06:00 of the next day, Berlin time",
  );
  const everyDay = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
  expect(weeklyWords({ days: [...everyDay], start: "09:00", end: "10:30", timeZone: "UTC" })).toBe(
    "Every day, 09:00 to 10:30, UTC time",
  );
});

it("offers to silence an alert alone first, and never a cluster or an account that it is not about", () => {
  const node = {
    kind: "node",
    id: "n",
    label: "node-1",
    accountId: "prime",
    clusterId: "prime~a",
    nodeId: "n",
  } as const;
  expect(matchChoices({ rule: "node-unreachable", subject: node }).map(({ match }) => match)).toEqual([
    { clusterId: "prime~a", rule: "node-unreachable" },
    { clusterId: "prime~a" },
    { accountId: "prime", rule: "node-unreachable" },
    { accountId: "prime" },
    { rule: "node-unreachable" },
  ]);
  const account = { ...node, kind: "account", clusterId: null, nodeId: null } as const;
  expect(matchChoices({ rule: "account-failing", subject: account }).map(({ match }) => match)).toEqual([
    { accountId: "prime", rule: "account-failing" },
    { accountId: "prime" },
    { rule: "account-failing" },
  ]);
  const server = { ...account, kind: "server", accountId: null } as const;
  expect(matchChoices({ rule: "history-not-written", subject: server }).map(({ match }) => match)).toEqual([
    { rule: "history-not-written" },
  ]);
});

it("takes no silence that would be over already, or that has no end yet", () => {
  const now = Date.parse("2026-11-20T15:00:00Z");
  expect(silenceEnd({ choice: "1h", date: "" }, now)).toBe(now + 3_600_000);
  expect(silenceEnd({ choice: "8h", date: "" }, now)).toBe(now + 8 * 3_600_000);
  expect(silenceEnd({ choice: "date", date: "" }, now)).toBeNull();
  expect(silenceEnd({ choice: "date", date: "2026-11-20T14:59Z" }, now)).toBeNull();
  expect(silenceEnd({ choice: "date", date: "2026-11-20T15:01Z" }, now)).toBe(now + 60_000);
});
