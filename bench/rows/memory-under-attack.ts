import { startAttackedApp } from "../attack/attacked-app";
import { INSPECTED, type Memory, openInspector } from "../attack/inspector";
import { sendMixedRequests } from "../attack/mixed-requests";
import { startFleetApp } from "../kit/fleet-app";
import { residentMb } from "../kit/process-usage";
import type { Row } from "../kit/row";

const LOOKS = 4;
const MAX_GROWTH_MB = 2;
const MAX_RESIDENT_MB = 450;

/**
 * What the server still holds in memory after more and more requests of the same kinds, from the same addresses, for
 * the same paths.
 */
export async function mixedRequests(isQuick: boolean): Promise<Row[]> {
  const each = isQuick ? 2_500 : 10_000;
  await using target = await startAttackedApp({ days: 10, environment: INSPECTED });
  const inspector = await openInspector(target.app.output());
  const looks: Memory[] = [];
  while (looks.length < LOOKS) {
    await sendMixedRequests(target, each);
    looks.push(await inspector.memory());
  }
  inspector.close();
  const [before, after] = looks.slice(-2);
  const growthMb = (after?.heapMb ?? Number.NaN) - (before?.heapMb ?? Number.NaN);
  const figures = looks.map(({ heapMb, rssMb }) => `${heapMb.toFixed(1)} (${rssMb.toFixed(0)})`);
  return [
    {
      what: `Heap (resident) of the server after each ${each} of ${LOOKS * each} mixed requests, collected`,
      target: `the last ${each} add ≤ ${MAX_GROWTH_MB} MB of heap`,
      measured: `${growthMb.toFixed(1)} MB: ${figures.join(", ")} MB`,
      isMet: growthMb <= MAX_GROWTH_MB,
      against: "–",
    },
  ];
}

/** Two and a half times more than before, and as many as are read at all: docs/configuration.md. */
export async function manyMachines(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [clusters, nodesPerCluster] of [
    [6_000, 1],
    [15_000, 1],
  ] as const) {
    await using app = await startFleetApp({ clusters, nodesPerCluster, accounts: 8, pollIntervalMs: 5_000 });
    const megabytes = await residentMb(app.pid);
    rows.push({
      what: `Memory with ${clusters * (1 + nodesPerCluster)} clusters and nodes`,
      target: `< ${MAX_RESIDENT_MB} MB`,
      measured: `${megabytes.toFixed(0)} MB`,
      isMet: megabytes < MAX_RESIDENT_MB,
      against: "661 MB for 12 000 before fleets were bounded",
    });
  }
  return rows;
}
