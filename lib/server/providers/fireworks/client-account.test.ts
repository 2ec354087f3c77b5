import { expect, it } from "vitest";
import { httpOverFake } from "@/lib/server/providers/http-over-fake";
import { createFireworksFake } from "./fake";
import { quotaBody } from "./fake-bodies";
import { fireworks } from "./index";

const STARTED_AT = Date.UTC(2026, 0, 2);
const MINUTE_MS = 60_000;
const { signal } = new AbortController();

function start(incidents = false) {
  const clock = { now: STARTED_AT };
  const now = () => clock.now;
  const fake = createFireworksFake({ now, startedAt: STARTED_AT, incidents });
  const parsed = fireworks.parse({ ...fake.settings, apiKey: fake.apiKey });
  if (!parsed.ok) throw new Error("expected the settings to be right");
  const client = parsed.connect({ http: httpOverFake(fake), now });
  return { fake, clock, read: () => client.readFleet(signal) };
}

it("is suspended for as long as its state is taken for granted, in the demo, where incidents are wanted", () => {
  const suspendedDuring = (incidents: boolean) => {
    const { fake, clock } = start(incidents);
    return Array.from({ length: 48 }, (_, minute) => {
      clock.now = STARTED_AT + minute * MINUTE_MS;
      return fake.suspendState() === null ? [] : minute;
    }).flat();
  };
  expect(suspendedDuring(false)).toEqual([]);
  expect(suspendedDuring(true)).toEqual([7, 8, 9, 10, 11, 47]);
});

it("has the quotas of every page, and says when there are more than are read", async () => {
  const { fake, read } = start();
  const world = fake.world();
  const quotas = Array.from({ length: 201 }, (_, index) => quotaBody(`q${index}`, 8, index === 200 ? 8 : 0));
  fake.world = () => ({ ...world, quotas });
  const first = async () => (await read()).account?.quotas[0];
  await expect.poll(first).toEqual({ label: "q200", used: 8, allowed: 8 });
  expect((await read()).warnings).toEqual([]);
  const endless = start();
  endless.fake.world = () => ({ ...world, quotas: Array(20 * 200 + 1).fill(quotas[0]) });
  const warnings = async () => (await endless.read()).warnings;
  await expect.poll(warnings).toEqual(["There are more quotas than were read, so some are missing"]);
});
