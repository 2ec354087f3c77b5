import { describe, expect, it } from "vitest";
import { toReading } from "./normalise";
import { wireClusterSchema } from "./wire";

const NODE = { id: "pod_1", name: "node-1", status: "ACTIVE", installationStatus: "FINISHED" };

function read(cluster: object, nodes: object[]) {
  return toReading(wireClusterSchema.parse({ id: "cl_1", status: "ACTIVE", ...cluster, nodes }), () => {});
}

function second(fields: object) {
  return { ...NODE, id: "pod_2", ...fields };
}

describe("the latest moment at which its status can have begun", () => {
  const at = (hour: number) => `2026-09-20T${String(hour).padStart(2, "0")}:00:00Z`;
  const begun = (cluster: object, nodes: object[]) => read(cluster, nodes).statusBeganBy ?? null;

  it("is the last change to an active cluster or any of its nodes, which decide together", () => {
    const nodes = [{ ...NODE, updatedAt: at(11) }, second({ updatedAt: at(9) })];
    expect(begun({ updatedAt: at(10) }, nodes)).toBe(Date.parse(at(11)));
    expect(begun({ updatedAt: at(10) }, [...nodes, second({ id: "pod_3" })])).toBeNull();
    expect(begun({}, nodes)).toBeNull();
  });

  it("is the cluster's own last change where its own word decides", () => {
    expect(begun({ status: "STOPPED", updatedAt: at(10) }, [{ ...NODE, updatedAt: at(11) }])).toBe(Date.parse(at(10)));
  });
});
