import { describe, expect, it } from "vitest";
import { httpOverFake } from "@/lib/testing/http-over-fake";
import { createLambdaFake } from "./fake/fake";
import { lambda } from "./index";

const STARTED_AT = Date.UTC(2026, 0, 2);
const { signal } = new AbortController();

function start({ baseUrl = "https://fake.test/api/v1", isUnlimited = false } = {}) {
  const clock = { now: STARTED_AT };
  const now = () => clock.now;
  const sleep = async (durationMs: number) => {
    clock.now += durationMs;
  };
  const fake = createLambdaFake({ now, startedAt: STARTED_AT, isUnlimited });
  const calls: [path: string, atMs: number][] = [];
  const { handle } = fake;
  fake.handle = (request) => {
    calls.push([new URL(request.url).pathname, clock.now - STARTED_AT]);
    return handle(request);
  };
  const parsed = lambda.parse({ apiKey: fake.apiKey, baseUrl });
  if (!parsed.ok) throw new Error("expected the settings to be right");
  const http = httpOverFake(fake, now, new URL(parsed.baseUrl).pathname, { pace: lambda.pace, sleep });
  const client = parsed.connect({ http, now });
  return { fake, clock, calls, client, read: () => client.readFleet(signal) };
}

describe("the client", () => {
  it.each(["https://cloud.lambda.ai", "https://cloud.lambda.ai/api", "https://cloud.lambda.ai/api/v1/"])(
    "reads everything with one call below %s",
    async (baseUrl) => {
      const { calls, read } = start({ baseUrl });
      const { clusters, complete } = await read();
      expect(clusters.map(({ name, status, nodes }) => [name, status, nodes?.length])).toEqual([
        ["notebook-mira", "running", 1],
        ["speech-eval", "running", 2],
      ]);
      expect(complete).toBe(true);
      expect(calls).toEqual([["/api/v1/instances", 0]]);
    },
  );

  it("asks once a second at most, whatever it asks for, and so is never limited", async () => {
    const { calls, client, read } = start();
    await Promise.all([read(), client.readOffers?.(signal), read()]);
    expect(calls).toEqual([
      ["/api/v1/instances", 0],
      ["/api/v1/instance-types", 1_000],
      ["/api/v1/instances", 2_000],
    ]);
  });

  it("tells of a limit that others have used up", async () => {
    const { fake, read } = start();
    await fake.handle(new Request("https://fake.test/api/v1/instances"));
    await expect(read()).rejects.toMatchObject({ kind: "rate-limited", status: 429 });
  });

  it("plants secrets of which none is read", async () => {
    const { fake, client, read } = start();
    expect(JSON.stringify(fake.world()).match(/CANARY/g)?.length).toBeGreaterThan(10);
    expect(JSON.stringify([await read(), await client.readOffers?.(signal)])).not.toContain("CANARY");
  });

  it("offers only what is not sold out", async () => {
    const offers = await start().client.readOffers?.(signal);
    expect(offers?.map(({ shape, region }) => [shape.gpuModel, region?.id])).toEqual([
      ["A10 24GB", "us-west-1"],
      ["A10 24GB", "us-south-2"],
      [null, "us-west-1"],
    ]);
  });

  it.each([
    [401, "global/invalid-api-key", "auth", /refused the key/],
    [403, "global/account-inactive", "forbidden", /this account is inactive/],
    [403, "global/forbidden", "forbidden", /does not allow this key/],
    [500, "global/internal-error", "upstream", /an internal error/],
    [400, "provider/internal-unavailable", "upstream", /a service that it relies on/],
    [400, "global/invented-yesterday", "upstream", /rejected/],
  ])("explains a refusal with %d by its code %s, and repeats nothing of it", async (status, code, kind, words) => {
    const { fake, read } = start();
    fake.refusal = { status, code };
    const failure = await read().catch((error: unknown) => error);
    expect(failure).toMatchObject({ kind, message: expect.stringMatching(words) });
    expect(String(failure)).not.toContain("CANARY");
  });
});
