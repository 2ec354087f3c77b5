import { pino } from "pino";
import { expect, it, onTestFinished, vi } from "vitest";
import { z } from "zod/mini";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { answerText } from "@/lib/testing/receivers/received";
import { startReceivers } from "@/lib/testing/receivers/start-receivers";
import { startHeartbeat } from "./heartbeat";
import { createWays } from "./ways/create-ways";

function sentenceOf(line: string): string {
  const { msg, reason } = z.parse(z.object({ msg: z.string(), reason: z.optional(z.string()) }), JSON.parse(line));
  return `${msg} ${reason ?? ""}`.trim();
}

/** A heartbeat to a real server, whose minutes pass when the test says so. */
async function startBeating(allowed: readonly string[], isPolling = () => true) {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const receivers = await startReceivers({ ping: () => answerText(200, "OK") });
  const said: string[] = [];
  const log = pino({}, { write: (line) => said.push(sentenceOf(line)) });
  const { http } = createWays(allowed, () => Promise.reject(new Error("Nothing is pushed here.")));
  const heartbeat = startHeartbeat({ url: `${receivers.urlOf("ping")}/S3cret`, http, isPolling, log });
  onTestFinished(async () => {
    heartbeat.stop();
    vi.useRealTimers();
    await receivers[Symbol.asyncDispose]();
  });
  return { receivers, said, heartbeat, beats: () => receivers.received("ping").length };
}

it("asks its address at once and every minute, and no more once it is stopped", async () => {
  const { beats, heartbeat, receivers } = await startBeating(["127.0.0.0/8"]);
  await expect.poll(beats).toBe(1);
  vi.advanceTimersByTime(MINUTE_MS);
  await expect.poll(beats).toBe(2);
  expect(receivers.received("ping").map(({ path }) => path)).toEqual(["/S3cret", "/S3cret"]);
  heartbeat.stop();
  vi.advanceTimersByTime(10 * MINUTE_MS);
  expect(beats()).toBe(2);
});

it("falls silent while accounts are not polled", async () => {
  let isPolling = true;
  const { beats } = await startBeating(["127.0.0.0/8"], () => isPolling);
  await expect.poll(beats).toBe(1);
  isPolling = false;
  vi.advanceTimersByTime(5 * MINUTE_MS);
  isPolling = true;
  vi.advanceTimersByTime(MINUTE_MS);
  await expect.poll(beats).toBe(2);
});

it("says once that it is not received and once that it is again, without the address", async () => {
  const { beats, said, receivers } = await startBeating(["127.0.0.0/8"]);
  await expect.poll(beats).toBe(1);
  for (let failure = 0; failure < 2; failure += 1) {
    receivers.answerNext("ping", answerText(500, ""));
    vi.advanceTimersByTime(MINUTE_MS);
    await expect.poll(beats).toBe(2 + failure);
    await expect.poll(() => said).toEqual(["The heartbeat was not received It answered with status 500."]);
  }
  vi.advanceTimersByTime(MINUTE_MS);
  await expect.poll(() => said.at(-1)).toBe("The heartbeat is received again");
});

it("goes to no private address that is not listed", async () => {
  const { beats, said } = await startBeating([]);
  await expect.poll(() => said).toHaveLength(1);
  expect(beats()).toBe(0);
});
