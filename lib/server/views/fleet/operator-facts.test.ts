import { describe, expect, it } from "vitest";
import type { Fact } from "@/lib/domain/cluster/cluster";
import { httpOverFake } from "@/lib/testing/http-over-fake";
import { initialSnapshot } from "../../poller/initial-snapshot";
import { providers } from "../../providers/registry";
import { settingsOfFake } from "../../providers/settings";
import { clusterDetailView } from "./cluster-detail-view";

const START = Date.UTC(2026, 10, 20, 15);
const NOW = START + 90_000;
const { signal } = new AbortController();

describe.each(providers)("what $label says", (provider) => {
  const fake = provider.createFake({ now: () => NOW, startedAt: START, isUnlimited: true });

  async function readings() {
    const baseUrl = `https://fake.test${fake.basePath}`;
    const parsed = provider.parse(settingsOfFake(provider, fake, baseUrl));
    if (!parsed.ok) throw new Error("expected the settings to be right");
    const basePath = new URL(parsed.baseUrl).pathname.replace(/\/$/, "");
    const client = parsed.connect({ http: httpOverFake(fake, () => START, basePath), now: () => NOW });
    const { clusters } = await client.readFleet(signal);
    const details = clusters.map((cluster) => client.readDetails?.(cluster, signal) ?? cluster);
    return (await Promise.all(details)).flatMap((reading) => reading ?? []);
  }

  it("to operators only is told to them, and to no viewer", async () => {
    const snapshot = initialSnapshot({ id: "one", label: "One", provider, pollIntervalMs: 15_000 });
    const hidden = (facts: readonly Fact[] = []) =>
      facts.flatMap(({ value, operatorValue }) =>
        operatorValue === undefined || operatorValue === value ? [] : operatorValue,
      );
    const withheld: string[] = [];
    for (const reading of await readings()) {
      const tracked = {
        ...{ reading, observedAt: NOW, statusSince: NOW, statusMayBeOlder: false, missed: null, details: null },
      };
      const seenBy = (role: "viewer" | "operator") => JSON.stringify(clusterDetailView(snapshot, tracked, NOW, role));
      const [viewer, operator] = [seenBy("viewer"), seenBy("operator")];
      const texts = [...hidden(reading.facts), ...(reading.nodes ?? []).flatMap(({ facts }) => hidden(facts))];
      expect(texts.filter((text) => viewer.includes(text))).toEqual([]);
      expect(texts.filter((text) => !operator.includes(text))).toEqual([]);
      withheld.push(...texts);
    }
    expect(withheld.length).toBeGreaterThan(0);
  });
});
