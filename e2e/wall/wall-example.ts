import type { Costs } from "@/lib/contract/costs";
import type { Cluster, Fleet } from "@/lib/contract/fleet";
import { usdMicros, usdMicrosPerHour } from "@/lib/domain/money/cost";
import { costsOf, exampleAmount, iso, seriesOf, stepsOf } from "@/lib/testing/example-costs";
import { exampleAccount, exampleCluster, exampleFleet } from "@/lib/testing/example-fleet";

/** The moment at which every picture is taken. */
export const NOW = Date.parse("2026-11-20T15:00:04.000Z");

const HEALTHY: readonly [name: string, dollarsPerHour: number, nodes: number][] = [
  ["train-llama-7", 181.12, 8],
  ["llama-4-pretrain-production-us-east-1", 561, 32],
  ["eval-sweep", 43.2, 4],
  ["batch-embeddings", 11.88, 3],
  ["rl-rollouts", 595, 24],
  ["notebook-jonas", 0.57, 1],
  ["dev-box-marie", 0.69, 1],
];

function clusterOf(name: string, dollarsPerHour: number, nodes: number, change: Partial<Cluster> = {}): Cluster {
  const rate = usdMicrosPerHour(Math.round(dollarsPerHour * 1_000_000));
  return {
    ...exampleCluster,
    id: `shadeform~${name}`,
    name,
    gpuCount: nodes * 8,
    nodes: { total: nodes, healthy: nodes, unhealthy: 0, unknown: 0 },
    rate: { usdMicrosPerHour: rate, source: "reported", billing: "full", note: null },
    statusSince: "2026-11-18T11:00:00.000Z",
    recentRates: [
      ["2026-11-19T13:00:00.000Z", rate],
      ["2026-11-20T03:00:00.000Z", usdMicrosPerHour(Math.round(rate / 2))],
      ["2026-11-20T09:00:00.000Z", rate],
    ],
    ...change,
  };
}

const healthy = HEALTHY.map(([name, dollars, nodes]) => clusterOf(name, dollars, nodes));
const broken: Cluster[] = [
  clusterOf("finetune-mixtral", 90.56, 4, {
    status: "error",
    health: "unhealthy",
    healthReasons: ["finetune-mixtral is in error: the host was lost"],
    nodes: { total: 4, healthy: 1, unhealthy: 3, unknown: 0 },
    statusSince: "2026-11-20T14:18:00.000Z",
  }),
  clusterOf("vision-sweep-b", 24.4, 8, {
    status: "degraded",
    health: "degraded",
    healthReasons: ["2 of 8 nodes are not healthy"],
    nodes: { total: 8, healthy: 6, unhealthy: 2, unknown: 0 },
    statusSince: "2026-11-20T11:48:00.000Z",
  }),
];
const others: Cluster[] = [
  clusterOf("staging-eu", 12, 2, {
    status: "provisioning",
    health: "unknown",
    nodes: { total: 2, healthy: 0, unhealthy: 0, unknown: 2 },
    statusSince: "2026-11-20T14:55:00.000Z",
  }),
  clusterOf("ablation-spare", 3.2, 2, {
    status: "stopped",
    rate: { usdMicrosPerHour: usdMicrosPerHour(3_200_000), source: "reported", billing: "reduced", note: null },
  }),
];

function fleetOf(clusters: Cluster[]): Fleet {
  const sum = clusters.reduce((all, { rate }) => all + (rate.usdMicrosPerHour ?? 0), 0);
  const { totals } = exampleFleet();
  return exampleFleet({
    accounts: [exampleAccount],
    clusters,
    totals: {
      ...totals,
      clusters: clusters.length,
      reporting: clusters.length,
      nodes: clusters.reduce((all, { nodes }) => all + nodes.total, 0),
      gpus: clusters.reduce((all, { gpuCount }) => all + (gpuCount ?? 0), 0),
      usdMicrosPerHour: usdMicrosPerHour(sum),
      unpricedClusters: 0,
    },
  });
}

/** A fleet with an example of every state, and one where all is well. */
export const TROUBLED_FLEET = fleetOf([...healthy, ...broken, ...others]);
export const CALM_FLEET = fleetOf(healthy);

export const EMPTY_FLEET = fleetOf([]);

/** More clusters than there are tiles for. */
export const LARGE_FLEET = fleetOf([
  ...[...healthy, ...broken, ...others],
  ...Array.from({ length: 30 }, (_, index) => clusterOf(`sweep-${index + 1}`, 12 + index, 2 + ((index * 7) % 15))),
]);

const failing = {
  id: "prime",
  provider: "prime-intellect",
  providerLabel: "Prime Intellect",
  label: "Prime Intellect",
  state: "failing",
  freshness: "stale",
  lastSuccessAt: "2026-11-20T14:20:00.000Z",
  problem: {
    code: "auth",
    detail: "Prime Intellect did not accept the API key. Make a new one and put it in the settings of this account.",
    since: "2026-11-20T14:20:15.000Z",
  },
} as const;

/** All is well in one account; the other cannot be read. */
export const FAILING_FLEET: Fleet = {
  ...CALM_FLEET,
  accounts: [exampleAccount, { ...exampleAccount, ...failing }],
};

const amount = (dollars: number) => exampleAmount({ usdMicros: usdMicros(dollars * 1_000_000) });

export const COSTS: Costs = costsOf({
  generatedAt: iso(15),
  from: iso(-24),
  to: iso(15),
  today: amount(18_240),
  month: { ...amount(402_600), from: "2026-11-01T00:00:00.000Z", to: "2026-12-01T00:00:00.000Z" },
  forecastMonthUsdMicros: usdMicros(781_400 * 1_000_000),
  budget: { usdMicros: usdMicros(750_000 * 1_000_000), usedShare: 0.5368 },
  series: [
    seriesOf(
      "prime",
      [1_020],
      [
        [-24, 900],
        [-9, 1_156],
        [2, 1_156],
        [9, 980],
        [13, 1_156],
      ],
    ),
    seriesOf(
      "shadeform",
      [320],
      [
        [-24, 234],
        [-2, 324],
        [6, 180],
        [11, 234],
      ],
    ),
    seriesOf(
      "tensorone",
      [120],
      [
        [-24, 8],
        [3, 95],
      ],
    ),
  ],
  rate: stepsOf([
    [-24, 1_142],
    [-9, 1_398],
    [-2, 1_488],
    [3, 1_575],
    [6, 1_431],
    [9, 1_255],
    [11, 1_309],
    [13, 1_485],
  ]),
  gaps: [{ from: iso(-5), to: iso(-4), label: "Shadeform" }],
});
