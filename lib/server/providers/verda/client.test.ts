import { describe, expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "@/lib/domain/time/epoch";
import { httpOverFake } from "@/lib/testing/http-over-fake";
import { createVerdaFake } from "./fake/fake";
import { verda } from "./index";

const STARTED_AT = Date.UTC(2026, 10, 20, 15);
const { signal } = new AbortController();
const PATHS = ["/v1/oauth2/token", "/v1/balance", "/v1/clusters", "/v1/instances"];

function start(settings: Record<string, string> = {}) {
  const clock = { now: STARTED_AT };
  const now = () => clock.now;
  const fake = createVerdaFake({ now, startedAt: STARTED_AT });
  const { handle } = fake;
  const seen: string[] = [];
  /** By path: answers instead of the fake's, one after another; `null` is the fake's own. */
  const instead = new Map<string, (Response | null)[]>();
  fake.handle = async (request) => {
    const { pathname } = new URL(request.url);
    seen.push(pathname);
    return instead.get(pathname)?.shift() ?? handle(request);
  };
  const parsed = verda.parse({ clientId: "CANARY-client-id", clientSecret: fake.apiKey, ...settings });
  if (!parsed.ok) throw new Error("expected the settings to be right");
  const client = parsed.connect({ http: httpOverFake(fake, now), now });
  const count = (path: string) => seen.filter((pathname) => pathname === path).length;
  return { fake, client, clock, seen, instead, count };
}

const refused = (status: number, body: object = { code: "x", message: "CANARY" }) => Response.json(body, { status });

describe("the token", () => {
  it("is asked for once by all calls that need it, and kept for four fifths of its life", async () => {
    const { client, clock, count, seen } = start();
    await client.readFleet(signal);
    expect([...seen].sort()).toEqual([...PATHS].sort());
    clock.now += 0.8 * HOUR_MS - 1;
    await client.readFleet(signal);
    expect(count("/v1/oauth2/token")).toBe(1);
    clock.now += 1;
    await client.readFleet(signal);
    expect(count("/v1/oauth2/token")).toBe(2);
  });

  it("is not kept for longer where the clock is set back", async () => {
    const { client, clock, count } = start();
    await client.readFleet(signal);
    clock.now -= 1;
    await client.readFleet(signal);
    expect(count("/v1/oauth2/token")).toBe(2);
  });

  it("that is revoked is replaced once, for all calls together, and the calls are made again", async () => {
    const { client, clock, fake, count } = start();
    await client.readFleet(signal);
    fake.revokeTokens();
    clock.now += 6 * MINUTE_MS;
    expect((await client.readFleet(signal)).clusters).toHaveLength(2);
    expect([count("/v1/oauth2/token"), count("/v1/clusters")]).toEqual([2, 3]);
  });

  it("is not replaced by a refusal of the one before it that comes late", async () => {
    const { client, fake, count } = start();
    await client.readFleet(signal);
    const { handle } = fake;
    fake.handle = async (request) => {
      const answer = await handle(request);
      const isLate = new URL(request.url).pathname === "/v1/instances" && answer.status === 401;
      await new Promise((resolve) => setTimeout(resolve, isLate ? 30 : 0));
      return answer;
    };
    fake.revokeTokens();
    expect((await client.readFleet(signal)).clusters).toHaveLength(2);
    expect(count("/v1/oauth2/token")).toBe(2);
  });

  it("that is new and refused is not replaced again and again", async () => {
    const { client, instead, count } = start();
    for (const path of PATHS.slice(1))
      instead.set(
        path,
        Array(9)
          .fill(null)
          .map(() => refused(401)),
      );
    await expect(client.readFleet(signal)).rejects.toMatchObject({ kind: "auth", status: 401 });
    expect([count("/v1/oauth2/token"), count("/v1/clusters")]).toEqual([1, 1]);
  });

  it.each([
    [400, { code: "invalid_request", message: "grant_type not specified" }],
    [415, {}],
  ])("is asked for as a form where JSON is answered with %d", async (status, body) => {
    const { client, instead, count } = start();
    instead.set("/v1/oauth2/token", [refused(status, body), null]);
    expect((await client.readFleet(signal)).clusters).toHaveLength(2);
    expect(count("/v1/oauth2/token")).toBe(2);
  });

  it.each([
    [401, {}],
    [400, { code: "invalid_client", message: "Invalid client CANARY" }],
  ])(
    "that is refused with %d means that the id or the secret is wrong, of which the error quotes nothing",
    async (status, body) => {
      const { client, instead, count, fake } = start();
      instead.set("/v1/oauth2/token", [refused(status, body), refused(status, body)]);
      const error = await client.readFleet(signal).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ kind: "auth", status });
      expect(String(error)).toContain("client's id or secret");
      expect(JSON.stringify([String(error), error])).not.toMatch(new RegExp(`CANARY|${fake.apiKey}`));
      expect(count("/v1/oauth2/token")).toBe(1);
    },
  );

  it("that a caller has given up on is asked for again by those that still wait", async () => {
    const { client, fake } = start();
    const { handle } = fake;
    const gate = Promise.withResolvers<void>();
    let asked = 0;
    fake.handle = async (request) => {
      if (new URL(request.url).pathname !== "/v1/oauth2/token" || asked++ > 0) return handle(request);
      return new Promise((_, reject) => request.signal.addEventListener("abort", () => reject(request.signal.reason)));
    };
    const caller = new AbortController();
    const first = client.readFleet(caller.signal).catch(() => gate.resolve());
    const second = client.readFleet(signal);
    await new Promise((resolve) => setTimeout(resolve, 5));
    caller.abort(new Error("gone"));
    await Promise.all([first, gate.promise]);
    expect((await second).clusters).toHaveLength(2);
  });
});

describe("the balance", () => {
  it("is there with the first reading, as it tells the currency", async () => {
    const { client, fake } = start();
    const eur = { ...fake.world(), balance: { amount: "812.40", currency: "eur" } };
    fake.world = () => eur;
    const { handle } = fake;
    fake.handle = async (request) => {
      await new Promise((resolve) => setTimeout(resolve, request.url.endsWith("/balance") ? 30 : 0));
      return handle(request);
    };
    const fleet = await client.readFleet(signal);
    expect(fleet.billing).toMatchObject({
      ...{
        balanceUsdMicros: null,
        foreignBalance: { amount: "812.40", currency: "EUR" },
        quotas: [],
        suspension: null,
      },
    });
    expect(fleet.clusters.map(({ rate }) => [rate.usdMicrosPerHour, rate.foreign?.currency])).toEqual([
      [null, "EUR"],
      [null, "EUR"],
    ]);
  });

  it("in dollars is money", async () => {
    expect((await start().client.readFleet(signal)).billing).toMatchObject({ balanceUsdMicros: 68_214_550_000 });
  });

  it("that may not be read leaves prices in dollars, with a warning; one that fails leaves them unknown", async () => {
    const { client, instead } = start();
    instead.set("/v1/balance", [refused(403)]);
    const fleet = await client.readFleet(signal);
    expect(fleet.clusters[0]?.rate.usdMicrosPerHour).toBe(102_080_000);
    expect(fleet.warnings).toEqual(["This key may not read the balance: prices are taken for US dollars"]);

    const failing = start();
    failing.instead.set("/v1/balance", [refused(500)]);
    expect((await failing.client.readFleet(signal)).clusters[0]?.rate.usdMicrosPerHour).toBeNull();
  });
});

describe("a list that fails", () => {
  it("costs only what it lists, with a remark, and nothing is concluded from that", async () => {
    const { client, instead } = start();
    instead.set("/v1/instances", [refused(500)]);
    const { clusters, complete, warnings } = await client.readFleet(signal);
    expect([clusters.map(({ name }) => name), complete]).toEqual([["verda-pretrain"], false]);
    expect(warnings).toEqual([expect.stringMatching(/^Instances could not be read, only clusters: /)]);
  });

  it("does not turn workers into clusters", async () => {
    const { client, instead, fake } = start();
    const world = fake.world();
    const worker = { ...world.instances[0], id: "00000001-7a41-4c0e-9d52-000000000001" };
    fake.world = () => ({ ...world, instances: [...world.instances, worker] });
    instead.set("/v1/clusters", [refused(500), null, refused(500)]);
    await expect(client.readFleet(signal)).rejects.toMatchObject({ kind: "upstream" });
    expect((await client.readFleet(signal)).clusters).toHaveLength(2);
    expect((await client.readFleet(signal)).clusters.map(({ name }) => name)).toEqual(["eval-spot"]);
  });

  it("with a limit fails the reading, which then waits", async () => {
    const { client, instead } = start();
    instead.set("/v1/clusters", [new Response(null, { status: 429, headers: { "retry-after": "7" } })]);
    await expect(client.readFleet(signal)).rejects.toMatchObject({ kind: "rate-limited", retryAfterMs: 7_000 });
  });
});

it.each(["", "/", "/v1", "/v1/"])("takes the base URL with %j at its end, and calls both values secrets", (path) => {
  const parsed = verda.parse({ clientId: "id", clientSecret: "secret", baseUrl: `https://api.verda.com${path}` });
  expect(parsed).toMatchObject({ ok: true, baseUrl: "https://api.verda.com/v1", secrets: ["secret", "id"] });
});
