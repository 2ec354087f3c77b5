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
  const readAt = (minutes: number) => {
    clock.now = STARTED_AT + minutes * MINUTE_MS;
    return client.readFleet(signal);
  };
  return { fake, readAt };
}

it("is suspended for a while in the demo, where incidents are wanted, however seldom it is asked", async () => {
  const suspendedDuring = async (incidents: boolean) => {
    const { readAt } = start(incidents);
    const minutes: number[] = [];
    for (let minute = 0; minute < 40; minute += 1) {
      if ((await readAt(minute)).account?.suspension) minutes.push(minute);
    }
    return minutes;
  };
  expect(await suspendedDuring(false)).toEqual([]);
  expect(await suspendedDuring(true)).toEqual([10, 11]);
});

it("has the quotas of every page, and says when there are more than are read", async () => {
  const { fake, readAt } = start();
  const world = fake.world();
  const quotas = Array.from({ length: 201 }, (_, index) => quotaBody(`q${index}`, 8, index === 200 ? 8 : 0));
  fake.world = () => ({ ...world, quotas });
  const { account, warnings } = await readAt(0);
  expect(account?.quotas[0]).toEqual({ label: "q200", used: 8, allowed: 8 });
  expect(warnings).toEqual([]);
  const endless = start();
  endless.fake.world = () => ({ ...world, quotas: Array(20 * 200 + 1).fill(quotas[0]) });
  expect((await endless.readAt(0)).warnings).toEqual(["There are more quotas than were read, so some are missing"]);
});
