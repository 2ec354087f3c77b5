import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "./epoch";
import { isBuildReloadDue, isNightlyReloadDue } from "./screen-reload";

const NOW = Date.UTC(2026, 10, 20, 15);

describe("a new build", () => {
  it("causes one reload", () => {
    expect(isBuildReloadDue("1", null, null, NOW)).toBe(false);
    expect(isBuildReloadDue("1", "1", null, NOW)).toBe(false);
    expect(isBuildReloadDue("1", "2", null, NOW)).toBe(true);
    expect(isBuildReloadDue("2", "2", { build: "2", at: NOW }, NOW)).toBe(false);
  });

  it("causes no endless reloads if the old one comes back", () => {
    const last = { build: "2", at: NOW };
    expect(isBuildReloadDue("1", "2", last, NOW + 59 * MINUTE_MS)).toBe(false);
    expect(isBuildReloadDue("1", "2", last, NOW + HOUR_MS)).toBe(true);
    expect(isBuildReloadDue("1", "3", last, NOW)).toBe(true);
    // A clock that was set back does not make the screen wait for it.
    expect(isBuildReloadDue("1", "2", last, NOW - 2 * HOUR_MS)).toBe(true);
  });
});

describe("the nightly reload", () => {
  const zones = fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe");

  it("comes once every night, between three and five on the screen's clocks, even when clocks change", () => {
    fc.assert(
      fc.property(
        zones,
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.nat(364),
        (zone, share, day) => {
          const start = Date.UTC(2026, 0, 1) + day * DAY_MS;
          let openedAt = start;
          const reloads: number[] = [];
          for (let now = start; now < start + 72 * HOUR_MS; now += 5 * MINUTE_MS) {
            if (!isNightlyReloadDue(now - openedAt, now, zone, share)) continue;
            reloads.push(now);
            openedAt = now;
          }
          const hours = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", hourCycle: "h23" });
          for (const at of reloads) expect(["03", "04"]).toContain(hours.format(at));
          expect(reloads.length).toBeGreaterThanOrEqual(2);
          expect(reloads.length).toBeLessThanOrEqual(3);
        },
      ),
      { numRuns: 30 },
    );
  });

  it("comes at the screen's own minute, whenever its page was opened that day", () => {
    const afterFive = fc.integer({ min: 5 * 60, max: 24 * 60 - 1 });
    const shares = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom("UTC", "Asia/Kolkata"), afterFive, shares, (zone, openedAtMinute, share) => {
        const midnight = Date.UTC(2026, 0, 2) - (zone === "UTC" ? 0 : 330 * MINUTE_MS);
        const openedAt = midnight + openedAtMinute * MINUTE_MS;
        let now = openedAt;
        while (!isNightlyReloadDue(now - openedAt, now, zone, share)) now += MINUTE_MS;
        expect((now - midnight) / MINUTE_MS).toBe(24 * 60 + 3 * 60 + Math.floor(share * 105));
      }),
    );
  });

  it("does not come again in the same night, whatever minute the page draws next", () => {
    const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(share, share, fc.integer({ min: 1, max: 120 }), (first, second, laterMinutes) => {
        const reloadedAt = Date.UTC(2026, 0, 2, 3) + Math.floor(first * 105) * MINUTE_MS;
        expect(isNightlyReloadDue(DAY_MS, reloadedAt, "UTC", first)).toBe(true);
        const ageMs = laterMinutes * MINUTE_MS;
        expect(isNightlyReloadDue(ageMs, reloadedAt + ageMs, "UTC", second)).toBe(false);
      }),
    );
  });

  it("comes once if clocks go back in the middle of the night", () => {
    // On the Chatham Islands they go from 3:45 to 2:45.
    const change = Date.UTC(2026, 3, 4, 14);
    let openedAt = change - 12 * HOUR_MS;
    let reloads = 0;
    for (let now = openedAt; now < change + 12 * HOUR_MS; now += MINUTE_MS) {
      if (!isNightlyReloadDue(now - openedAt, now, "Pacific/Chatham", 0.2)) continue;
      reloads += 1;
      openedAt = now;
    }
    expect(reloads).toBe(1);
  });

  it("spreads screens over the two hours", () => {
    const quarterPast = Date.UTC(2026, 0, 2, 3, 15);
    const due = (share: number) => isNightlyReloadDue(DAY_MS, quarterPast, "UTC", share);
    expect([due(0), due(0.1), due(0.2), due(0.99)]).toEqual([true, true, false, false]);
  });

  it("waits for the next night if it was missed", () => {
    expect(isNightlyReloadDue(48 * HOUR_MS, Date.UTC(2026, 0, 2, 5), "UTC", 0)).toBe(false);
  });
});
