import { describe, expect, test } from "vitest";
import type { Cluster } from "@/lib/contract/fleet";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { exampleCluster } from "@/lib/testing/example-fleet";
import {
  gpuWords,
  lastedWords,
  listNotice,
  nameOf,
  nodeShare,
  nodeWords,
  noticeWords,
  reasonWords,
  sinceWords,
} from "./cluster-words";
import type { Reading } from "./live-cluster";

function withNodes(total: number, healthy: number, unhealthy: number, unknown: number): Cluster {
  return { ...exampleCluster, nodes: { total, healthy, unhealthy, unknown } };
}

describe("words for a cluster", () => {
  test.each([
    [withNodes(0, 0, 0, 0), null, null],
    [withNodes(1, 1, 0, 0), "1 node ok", "1 of 1 ok"],
    [withNodes(1, 0, 1, 0), "1 node, not ok", "0 of 1 ok"],
    [withNodes(8, 6, 2, 0), "6 of 8 nodes ok", "6 of 8 ok"],
    [withNodes(8, 6, 0, 2), "6 of 8 nodes ok, 2 unknown", "6 of 8 ok"],
    [withNodes(4, 0, 0, 4), "4 nodes", "4"],
  ])("count its nodes and never call an unknown one bad", (cluster, words, share) => {
    expect(nodeWords(cluster)).toBe(words);
    expect(nodeShare(cluster)).toBe(share);
  });

  test("name its GPUs as far as is known", () => {
    expect(gpuWords(exampleCluster)).toBe("H100 × 8");
    expect(gpuWords({ ...exampleCluster, gpuModel: null })).toBe("8 GPUs");
    expect(gpuWords({ ...exampleCluster, gpuModel: null, gpuCount: 1 })).toBe("1 GPU");
    expect(gpuWords({ ...exampleCluster, gpuModel: null, gpuCount: null })).toBeNull();
  });

  test("say how long a status has lasted, and if it may have lasted longer", () => {
    const later = Date.parse(exampleCluster.statusSince) + 42 * MINUTE_MS;
    expect(lastedWords(exampleCluster, later)).toBe("42 min");
    expect(lastedWords({ ...exampleCluster, statusMayBeOlder: true }, later)).toBe("over 42 min");
    expect(sinceWords({ ...exampleCluster, statusMayBeOlder: true })).toMatch(/^running since .* UTC, or earlier$/);
    expect(lastedWords(exampleCluster, Date.parse(exampleCluster.statusSince) - 1)).toBeNull();
  });

  test("give reasons for what is abnormal only", () => {
    const cluster = { ...exampleCluster, healthReasons: ["GPU 5 is gone"], statusDetail: "Cluster is running" };
    expect(reasonWords(cluster, "down")).toBe("GPU 5 is gone · Cluster is running");
    expect(reasonWords(cluster, "healthy")).toBeNull();
  });

  test("do not repeat what a reason quotes already", () => {
    const cluster = {
      ...exampleCluster,
      statusDetail: "Cloud says no",
      healthReasons: ["It is in error: cloud says no"],
    };
    expect(reasonWords(cluster, "down")).toBe("It is in error: cloud says no");
  });

  test("say that it keeps failing, even while it is well, and then why it is as it is", () => {
    const flapping = { ...exampleCluster, recentFailures: { count: 3, hours: 24 }, healthReasons: ["GPU 5 is gone"] };
    const fresh = { cluster: flapping, freshness: "fresh" } as const;
    expect(noticeWords({ ...fresh, mark: "healthy" })).toBe("3 failures in 24 h");
    expect(noticeWords({ ...fresh, mark: "down" })).toBe("3 failures in 24 h · GPU 5 is gone");
    expect(noticeWords({ cluster: flapping, freshness: "stale", mark: "unknown" })).toBe(
      "3 failures in 24 h · Was: GPU 5 is gone",
    );
    expect(noticeWords({ cluster: exampleCluster, freshness: "fresh", mark: "healthy" })).toBeNull();
  });

  test("say in lists who has paused its account, before what was read of it", () => {
    const cluster = { ...exampleCluster, healthReasons: ["GPU 5 is gone"] };
    const reading: Reading = { cluster, freshness: "stale", mark: "unknown" };
    const notice = listNotice(reading, { by: "ada@example.org", at: "2026-11-20T15:00:00.000Z" });
    expect(notice).toMatch(/^Paused by ada@example\.org since 20 Nov.* · Was: GPU 5 is gone/);
    expect(listNotice(reading)).not.toContain("Paused");
  });

  test("name it with what tells it apart from others of its name", () => {
    expect(nameOf(exampleCluster)).toBe("one");
    expect(nameOf({ ...exampleCluster, distinctName: "one · Shadeform" })).toBe("one · Shadeform");
  });
});
