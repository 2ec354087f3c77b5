import { expect, it } from "vitest";
import { DAY_MS } from "@/lib/domain/time/epoch";
import { notePace } from "./hold/pace";
import { isRefused, pagePollMs, wallPollMs } from "./page-poll-interval";
import { RequestError } from "./request";

const refusal = new RequestError("unauthenticated", "Sign in first.", 401);
const silence = new RequestError("unreachable", "Clusterdeck's server cannot be reached.", null);

const asked = (error: Error | null, fetchStatus = "idle") => ({ queryKey: ["a fleet"], state: { error, fetchStatus } });

it("asks every five seconds while all is well, and again so once the server is back", () => {
  expect(wallPollMs(asked(null), 0, 0.5)).toBe(5_000);
  expect(wallPollMs(asked(null), DAY_MS, 0.9)).toBe(5_000);
});

it("asks again at once where the server holds the next question until there is something new", () => {
  notePace(["held"], "at-once");
  const held = { ...asked(null), queryKey: ["held"] };
  expect([wallPollMs(held, 0, 0.5), pagePollMs(held)]).toEqual([700, 700]);
  notePace(["held"], "soon");
  expect([wallPollMs(held, 0, 0.5), pagePollMs(held)]).toEqual([2_000, 2_000]);
  notePace(["held"], "calm");
  expect([wallPollMs(held, 0, 0.5), pagePollMs(held)]).toEqual([5_000, 5_000]);
});

it("asks nothing more while it waits for an answer", () => {
  expect([wallPollMs(asked(null, "fetching"), 0, 0.5), pagePollMs(asked(null, "fetching"))]).toEqual([false, false]);
});

it("asks a silent server more rarely, and a refusing one once a minute", () => {
  expect(wallPollMs(asked(silence), 300_000, 0.5)).toBe(30_000);
  expect(wallPollMs(asked(refusal), 0, 0.5)).toBe(60_000);
});

it("takes no proxy's error page for a refusal", () => {
  expect(isRefused(new RequestError("bad-response", "The answer did not come from a Clusterdeck server.", 404))).toBe(
    false,
  );
  expect(isRefused(new RequestError("internal", "Clusterdeck could not answer this.", 500))).toBe(false);
  expect(isRefused(silence)).toBe(false);
  expect(isRefused(refusal)).toBe(true);
});
