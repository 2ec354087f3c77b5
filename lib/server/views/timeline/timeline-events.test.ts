import { describe, expect, it } from "vitest";
import type { ClusterStatus, Health } from "@/lib/domain/cluster/cluster";
import { usdMicrosPerHour } from "@/lib/domain/money/cost";
import type { LedgerRow } from "@/lib/domain/money/ledger";
import { exampleNode, exampleReading } from "@/lib/testing/example-reading";
import { stateAt } from "@/lib/testing/watched-schedule";
import { timelineEvents } from "./timeline-events";
import { unansweredEvents } from "./unanswered-events";

const T = Date.UTC(2026, 9, 24);
const ERROR_MS = 7_500;

type State = [startedAt: number, status: ClusterStatus, health: Health, usd?: number];

/** Rows that follow each other without a gap; the last has not ended. */
function rowsOf(states: readonly State[], endedAt: number | null = null): LedgerRow[] {
  return states.map(([startedAt, status, health, usd = 10], index) => ({
    ...stateAt(usdMicrosPerHour(usd * 1_000_000)),
    ...{ status, health, startedAt: T + startedAt, startErrorMs: ERROR_MS, endErrorMs: ERROR_MS },
    endedAt: index + 1 < states.length ? T + (states[index + 1]?.[0] ?? 0) : endedAt,
  }));
}

const nodeOf = (name: string, ...states: State[]) => ({ id: name, name, rows: rowsOf(states) });
const WELL: State = [0, "running", "healthy"];

function textsOf(rows: LedgerRow[], nodes: ReturnType<typeof nodeOf>[], reasons: string[] = []): string[] {
  const last = rows.at(-1);
  const reading = exampleReading({ status: last?.status ?? "unknown", healthReasons: reasons });
  return timelineEvents({ rows, nodes, watch: null }, reading).map(({ text }) => text);
}

describe("the timeline", () => {
  it("says in one sentence what a reading changed, with the nodes that caused it, whose names stay as they are", () => {
    const rows = rowsOf([WELL, [60_000, "degraded", "degraded", 8]]);
    const nodes = [
      nodeOf("worker-1", WELL),
      nodeOf("worker-2", WELL, [63_000, "running", "unhealthy"]),
      nodeOf("worker-3", WELL, [60_000, "error", "unhealthy"]),
    ];
    expect(textsOf(rows, nodes)).toEqual([
      "Appeared: running",
      "worker-3 failed, worker-2 became unhealthy; the cluster is degraded, rate $10.00 → $8.00 per hour",
    ]);
  });

  it("sums up more than eight nodes", () => {
    const rows = rowsOf([WELL, [60_000, "degraded", "degraded"]]);
    const nodes = Array.from({ length: 16 }, (_, index) =>
      nodeOf(`worker-${index + 1}`, WELL, [60_000, "running", "unhealthy"]),
    );
    expect(textsOf(rows, nodes).at(-1)).toBe(
      "worker-1, worker-2 and 14 others became unhealthy; the cluster is degraded",
    );
  });

  it("explains the current state by what was last read, and no earlier one", () => {
    const troubled = rowsOf([WELL, [60_000, "degraded", "degraded"]]);
    expect(textsOf(troubled, [], ["GPU 5 is gone", "Slow disk"]).at(-1)).toBe("GPU 5 is gone; the cluster is degraded");
    const recovered = rowsOf([WELL, [60_000, "degraded", "degraded"], [120_000, "running", "healthy"]]);
    expect(textsOf(recovered, [], ["GPU 5 is gone"])).toEqual([
      ...["Appeared: running", "The cluster is degraded", "The cluster is running and healthy"],
    ]);
  });

  it("tells what happens to nodes while the cluster stays as it is, and not that they come and go with it", () => {
    const nodes = [
      nodeOf("worker-1", WELL, [300_000, "running", "unhealthy"], [600_000, "running", "healthy"]),
      nodeOf("worker-2", [900_000, "provisioning", "unknown"], [960_000, "running", "healthy"]),
    ];
    expect(textsOf(rowsOf([WELL]), nodes)).toEqual([
      "Appeared: running",
      ...["worker-1 became unhealthy", "worker-1 recovered", "worker-2 joined", "worker-2 is running"],
    ]);
  });
});

describe("nodes that do not answer", () => {
  const unansweredNode = (name: string, since: number, hadAnswered = true) =>
    exampleNode({ id: name, name, unanswered: { since: T + since, tries: 3, hadAnswered } });
  const textsFor = (...nodes: ReturnType<typeof exampleNode>[]) =>
    unansweredEvents(exampleReading({ nodes })).map(({ at, text }) => [at - T, text]);

  it("are one sentence if they stopped answering together", () => {
    expect(
      textsFor(
        unansweredNode("worker-3", 30_000),
        unansweredNode("worker-2", 0),
        unansweredNode("worker-4", 600_000),
        exampleNode(),
      ),
    ).toEqual([
      [0, "worker-2 and worker-3 stopped answering; the cluster is degraded"],
      [600_000, "worker-4 stopped answering"],
    ]);
  });

  it("are all of the cluster, or have never answered", () => {
    expect(textsFor(unansweredNode("gpu", 0))).toEqual([[0, "gpu stopped answering; the cluster is unhealthy"]]);
    expect(textsFor(unansweredNode("gpu", 0, false), exampleNode())).toEqual([
      [0, "gpu has not answered since first tried; the cluster is degraded"],
    ]);
  });
});
