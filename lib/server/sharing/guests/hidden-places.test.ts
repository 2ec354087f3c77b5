import { describe, expect, it } from "vitest";
import type { Account, Cluster } from "@/lib/contract/fleet";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import { usdMicrosPerHour } from "@/lib/domain/money/cost";
import { DEFAULT_SHOW, type ShareShow } from "@/lib/domain/people/share-link";
import { allAnswers, guardedSnapshot, guestLink, guestsOf } from "@/lib/testing/example-guests";
import { exampleNode, exampleReading } from "@/lib/testing/example-reading";

const HIDES_PROVIDER: ShareShow = { costs: true, names: true, provider: false, region: true };

describe("a guest", () => {
  it("reads nothing that gives the provider away, if the link hides it", async () => {
    const cluster = (id: string, change: Partial<ClusterReading>) =>
      exampleReading({ providerClusterId: id, ...change });
    const telling = [
      cluster("c1", {
        name: "acme-train",
        cloud: "denvr",
        gpuModel: "ACME H100",
        region: { id: "acme-eu", label: "Europe" },
      }),
      cluster("c2", { name: "denvr-infer", cloud: "denvr", region: { id: "denvr-1", label: "Denvr, Houston" } }),
      cluster("c3", { name: "plain", cloud: "denvr", nodes: [exampleNode({ gpuModel: "Acme A100" })] }),
    ];
    const rate = {
      usdMicrosPerHour: usdMicrosPerHour(7_777_777),
      source: "summed",
      billing: "full",
      note: null,
    } as const;
    const link = guestLink({ scope: { accountIds: ["one", "two"], clusterIds: [] }, show: HIDES_PROVIDER });
    const snapshots = [
      guardedSnapshot(
        "one",
        telling.map((reading) => ({ ...reading, rate })),
      ),
      guardedSnapshot("two", []),
    ];
    const text = await allAnswers(snapshots, link);
    expect(text).not.toMatch(/acme|denvr|houston|summed/i);
    expect(text).toContain('"plain"');
    const { accounts, clusters } = await guestsOf(snapshots).answerFor(link);
    expect(accounts.map(({ label, provider }: Account) => [label, provider])).toEqual([
      ["Account 1", "hidden"],
      ["Account 2", "hidden"],
    ]);
    const regions = clusters.map(({ region }: Cluster) => region);
    expect(regions).toContainEqual({ id: "Europe", label: "Europe" });
    expect(regions.filter((region: Cluster["region"]) => region !== null)).toHaveLength(1);
  });

  it("reads no region, if the link hides it", async () => {
    const link = guestLink({ show: { ...DEFAULT_SHOW, region: false } });
    const text = await allAnswers(
      [guardedSnapshot("one", [exampleReading({ region: { id: "eu", label: "Europe" } })])],
      link,
    );
    expect(text).not.toMatch(/Europe|"eu"/);
    expect(text).toContain("Acme");
  });

  it("reads no name that gives the region away, if the link hides it", async () => {
    const names = ["train-us-central1", "iowa", "plain"];
    const region = { id: "us-central1", label: "Iowa" };
    const readings = names.map((name, index) => exampleReading({ providerClusterId: `c${index}`, name, region }));
    const link = guestLink({ show: { ...DEFAULT_SHOW, names: true, region: false } });
    const { clusters } = await guestsOf([guardedSnapshot("one", readings)]).answerFor(link);
    const shown = clusters.map(({ name }: Cluster) => name);
    expect(shown.filter((name: string) => !name.startsWith("Cluster "))).toEqual(["plain"]);
    expect(shown).toHaveLength(3);
  });

  it("tells clusters of equal names apart by what the link shows", async () => {
    const twins = [
      guardedSnapshot("one", [exampleReading({ name: "train" })]),
      guardedSnapshot("two", [exampleReading({ name: "train" })]),
    ];
    const scope = { accountIds: ["one", "two"], clusterIds: [] };
    const namesFor = async (show: ShareShow) => {
      const { clusters } = await guestsOf(twins).answerFor(guestLink({ scope, show }));
      return clusters.map(({ distinctName }: Cluster) => distinctName).toSorted();
    };
    expect(await namesFor({ ...DEFAULT_SHOW, names: true })).toEqual(["train · Acme 1", "train · Acme 2"]);
    expect(await namesFor(HIDES_PROVIDER)).toEqual(["train · Account 1", "train · Account 2"]);
  });
});
