import { expect, it } from "vitest";
import type { ListedAccount } from "@/lib/contract/accounts";
import { placeWords, standingOf } from "./account-standing";

const account = {
  ...{ state: "ok", source: "browser", secretsReadable: true, problem: null, pausedBy: null, retiredBy: null },
} satisfies Partial<ListedAccount>;

it("says first what no reading changes: that an account is retired, or its key cannot be read", () => {
  const unreadable = { ...account, secretsReadable: false, problem: "Its key was sealed with another one." };
  expect(standingOf({ ...unreadable, state: "retired", retiredBy: "ada@example.org" })).toEqual({
    ...{ mark: "stopped", words: "Retired by ada@example.org", detail: null },
  });
  expect(standingOf({ ...unreadable, state: "paused", pausedBy: "ada@example.org" })).toEqual({
    ...{
      mark: "down",
      words: "Its key cannot be read: paste it again",
      detail: "Its key was sealed with another one.",
    },
  });
});

it("says of an account that is read how that goes, and why it does not", () => {
  expect(standingOf(account)).toEqual({ mark: "healthy", words: "Reading", detail: null });
  expect(standingOf({ ...account, state: "failing", problem: "Acme refused the key." })).toEqual({
    ...{ mark: "down", words: "Failing", detail: "Acme refused the key." },
  });
  expect(standingOf({ ...account, state: "paused", pausedBy: "ada@example.org" }).words).toBe(
    "Paused by ada@example.org",
  );
});

it("says of each account that was not added in the browser where it can be changed", () => {
  expect(placeWords({ source: "browser", sourceName: null })).toBeNull();
  expect(placeWords({ source: "environment", sourceName: "ACME_API_KEY" })).toMatch(/^Set by ACME_API_KEY in the env/);
  expect(placeWords({ source: "file", sourceName: "clusterdeck.yaml:3" })).toMatch(/^Set in clusterdeck.yaml:3\. /);
  expect(placeWords({ source: "demo", sourceName: null })).toMatch(/demo/);
});
