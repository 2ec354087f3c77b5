import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { STARTED_AT, startFireworks } from "@/lib/testing/adapters/start-fireworks";
import { quotaBody } from "./fake/bodies";

const signal = new AbortController().signal;

describe("reading the account", () => {
  const advice = expect.stringContaining("because its credit is used up. Add credit");

  it("tells the quotas, and nothing else where nothing else is wrong", async () => {
    const { billing } = await startFireworks().client.readFleet(signal);
    expect(billing).toMatchObject({ balanceUsdMicros: null, suspension: null, readAt: STARTED_AT });
    expect(billing?.quotas.slice(0, 2)).toEqual([
      { label: "monthly-spend-usd", used: 31_480, allowed: 50_000 },
      { label: "H200 in us-virginia-1", used: 8, allowed: 16 },
    ]);
  });

  it("is a call every five minutes, and for quotas every ten; every minute while the account is suspended", async () => {
    const { fake, readAt, client, calls } = startFireworks();
    const own = () => calls.filter((call) => call === "");
    for (let minute = 0; minute < 20; minute += 0.25) await readAt(minute);
    expect([own().length, calls.filter((call) => call === "quotas").length]).toEqual([4, 2]);
    fake.suspendState = () => "CREDIT_DEPLETED";
    await readAt(20);
    expect((await client.readFleet(signal)).billing?.suspension).toEqual(advice);
    await readAt(20.5);
    fake.suspendState = () => null;
    await readAt(21);
    expect((await client.readFleet(signal)).billing?.suspension).toBeNull();
    expect(own()).toHaveLength(6);
  });

  it("costs a key without the permission one sentence for each, and one request an hour", async () => {
    const { fake, client, readAt, calls } = startFireworks();
    fake.refused.add("account").add("quotas");
    for (let minute = 0; minute < 59; minute += 1) await readAt(minute);
    const { warnings, billing, clusters } = await client.readFleet(signal);
    expect(warnings).toEqual([
      "This key may not read the account, so whether it is suspended is unknown",
      "This key may not list quotas, so what is left of them is unknown",
    ]);
    expect(billing).toBeUndefined();
    expect(clusters).toHaveLength(2);
    expect(calls.filter((call) => call === "" || call === "quotas")).toHaveLength(2);
  });

  it("delays no reading, and joins the next once it has answered", async () => {
    const { fake, client } = startFireworks();
    const { handle } = fake;
    const { promise, resolve } = Promise.withResolvers<void>();
    fake.handle = async (request) => {
      if (/(quotas|clusterdeck-demo)$/.test(new URL(request.url).pathname)) await promise;
      return handle(request);
    };
    const first = await client.readFleet(signal);
    expect([first.clusters.length, first.billing, first.warnings]).toEqual([2, undefined, []]);
    resolve();
    await expect.poll(async () => (await client.readFleet(signal)).billing?.quotas).toHaveLength(5);
  });

  it("keeps what it knew through a failure, as old as its older half, and says so", async () => {
    const { fake, client, readAt } = startFireworks();
    await readAt(0);
    await readAt(5);
    const { handle } = fake;
    fake.handle = async (request) =>
      request.url.endsWith("clusterdeck-demo") ? new Response(null, { status: 500 }) : handle(request);
    await readAt(10);
    await expect
      .poll(async () => (await client.readFleet(signal)).warnings)
      .toEqual(["The account could not be read lately, so whether it is suspended may have changed since"]);
    expect((await client.readFleet(signal)).billing?.readAt).toBe(STARTED_AT + 5 * MINUTE_MS);
  });

  it("tells the ids that the key can see", async () => {
    expect(await startFireworks().client.readVisibleAccountIds?.(signal)).toEqual([
      "clusterdeck-demo",
      "clusterdeck-lab",
    ]);
  });
});

it("is suspended for as long as its state is taken for granted, in the demo, where incidents are wanted", () => {
  const suspendedDuring = (incidents: boolean) => {
    const { fake, clock } = startFireworks({ incidents });
    return Array.from({ length: 48 }, (_, minute) => {
      clock.now = STARTED_AT + minute * MINUTE_MS;
      return fake.suspendState() === null ? [] : minute;
    }).flat();
  };
  expect(suspendedDuring(false)).toEqual([]);
  expect(suspendedDuring(true)).toEqual([7, 8, 9, 10, 11, 47]);
});

it("has the quotas of every page, and says when there are more than are read", async () => {
  const { fake, client } = startFireworks();
  const world = fake.world();
  const quotas = Array.from({ length: 201 }, (_, index) => quotaBody(`q${index}`, 8, index === 200 ? 8 : 0));
  fake.world = () => ({ ...world, quotas });
  const first = async () => (await client.readFleet(signal)).billing?.quotas[0];
  await expect.poll(first).toEqual({ label: "q200", used: 8, allowed: 8 });
  expect((await client.readFleet(signal)).warnings).toEqual([]);
  const endless = startFireworks();
  endless.fake.world = () => ({ ...world, quotas: Array(20 * 200 + 1).fill(quotas[0]) });
  const warnings = async () => (await endless.client.readFleet(signal)).warnings;
  await expect.poll(warnings).toEqual(["There are more quotas than were read, so some are missing"]);
});
