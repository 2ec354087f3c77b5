import { expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "@/lib/domain/time/epoch";
import { DAY, iso } from "@/lib/testing/example-costs";
import { endWords, showWords } from "./link-words";

const ended = (expiresAt: string, revokedAt: string | null = null) => ({ expiresAt, revokedAt });

it("says how long a link stays open, or since when it no longer is", () => {
  expect(endWords(ended(iso(167)), DAY)).toBe("ends in 6 d 23 h");
  expect(endWords(ended(iso(0)), DAY + 2 * HOUR_MS)).toBe("2 h ago");
  expect(endWords(ended(iso(0)), DAY)).toBe("0 s ago");
});

it("names the moment when a link was revoked, whenever it would have expired", () => {
  expect(endWords(ended(iso(500), iso(0)), DAY + 2 * DAY_MS)).toBe("2 d ago");
});

it("names everything that a link shows", () => {
  const all = { names: true, costs: true, provider: true, region: true };
  expect(showWords(all)).toBe("status, names and costs");
  expect(showWords({ ...all, costs: false })).toBe("status and names");
  expect(showWords({ ...all, names: false })).toBe("status and costs");
  expect(showWords({ ...all, names: false, costs: false })).toBe("status only");
});

it("names what a link hides of where its clusters are", () => {
  const none = { names: false, costs: false, provider: false, region: false };
  expect(showWords(none)).toBe("status only, without provider and region");
  expect(showWords({ ...none, costs: true, provider: true })).toBe("status and costs, without region");
});
