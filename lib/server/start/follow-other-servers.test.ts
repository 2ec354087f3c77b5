import { expect, it } from "vitest";
import { createDeafHints } from "@/lib/testing/servers/deaf-hints";
import { followOtherServers } from "./follow-other-servers";

it("reads again all that people change on other servers, once there is something to read", async () => {
  const hints = createDeafHints();
  const topics: string[] = [];
  const read: string[] = [];
  const reading = (what: string) => async () => void read.push(what);
  const opened = {
    auth: { confirmSessions: reading("sessions") },
    shareLinks: { confirm: reading("links") },
    accounts: { reload: reading("accounts") },
    alerting: { readAgain: reading("alerts") },
  };
  let current: typeof opened | null = null;
  const follow: typeof hints.follow = (topic, look) => {
    topics.push(topic);
    return hints.follow(topic, look);
  };
  const stored = { current: () => current, problem: () => null, whenOpen: () => {} };
  followOtherServers({ follow }, stored);
  await hints.lookAtAll();
  expect([topics, read]).toEqual([["access", "accounts", "alerts"], []]);
  current = opened;
  await hints.lookAtAll();
  expect(read).toEqual(["sessions", "links", "accounts", "alerts"]);
});
