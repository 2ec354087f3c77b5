import { expect, it } from "vitest";
import { madeUp } from "@/lib/testing/made-up-provider";
import type { OutboundRequest } from "../outbound/outbound";
import { settingsOfFake } from "../providers/settings";
import { createSettingsTester } from "./settings-tester";

it("keeps as far apart in a test what a provider wants to be kept apart", async () => {
  const startedAt = Date.now();
  const fake = madeUp.createFake({ now: Date.now, startedAt, fleet: { clusters: 45, nodesPerCluster: 1 } });
  const connection = madeUp.parse(settingsOfFake(madeUp, fake));
  if (!connection.ok) throw new Error("expected the settings to be right");
  let lastAt = Number.NEGATIVE_INFINITY;
  const pages: string[] = [];
  const send = async (url: URL, { method, headers, signal }: OutboundRequest) => {
    const isTooEarly = performance.now() - lastAt < 20;
    lastAt = performance.now();
    pages.push(url.search);
    if (isTooEarly) return new Response("API requests too frequent", { status: 429 });
    return fake.handle(
      new Request(`https://fake.test${fake.basePath}${url.pathname}${url.search}`, { method, headers, signal }),
    );
  };
  const test = createSettingsTester({ now: Date.now, random: () => 0 });
  const result = await test({
    provider: { ...madeUp, pace: { minIntervalMs: 30, per: "account" } },
    connection,
    outbound: { send, proxyNameFor: () => null, trusting: () => expect.fail("expected no authority of its own") },
    signal: new AbortController().signal,
  });
  expect(result).toMatchObject({ ok: true, sees: { clusters: 45 }, problem: null });
  expect(pages).toHaveLength(3);
});
