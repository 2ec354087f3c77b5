import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mutatedSample } from "@/lib/testing/adapters/mutated-sample";
import { toEvents } from "./node-logs";

/** Follows the schema `ClusterNodeLogEntry`; no real value is documented. */
const sample = {
  id: "<string>",
  eventType: "UPDATED",
  createdAt: "2023-11-07T05:31:56Z",
  podId: "<string>",
  podName: "gpu-3",
  podStatus: "ACTIVE",
  gpuName: "<string>",
  gpuCount: 123,
  host: "<string>",
  role: null,
  changeSummary: null,
};
const textOf = (fields: object) => toEvents([{ ...sample, ...fields }], () => {})[0]?.text;

describe("a node log", () => {
  it.each([
    [{ eventType: "ATTACHED" }, "node gpu-3 attached"],
    [{ eventType: "ATTACHED", role: "worker" }, "node gpu-3 attached as worker"],
    [{ eventType: "UPDATED" }, "node gpu-3 updated: ACTIVE"],
    [{ eventType: "UPDATED", changeSummary: "port 22 → 2222" }, "node gpu-3 updated: port 22 → 2222"],
    [{ eventType: "DETACHED", changeSummary: "replaced" }, "node gpu-3 detached: replaced"],
    [{ eventType: "CLUSTER_UPDATED", changeSummary: "renamed" }, "cluster updated: renamed"],
    [{ eventType: "CLUSTER_TERMINATED" }, "cluster terminated"],
    [{ eventType: "AUTHORIZATION" }, "authorization for node gpu-3"],
    [{ eventType: "REBOOTED" }, "REBOOTED of node gpu-3"],
    [{ eventType: "DETACHED", podName: null }, "a node detached"],
  ])("with %j says %s", (fields, text) => {
    expect(textOf(fields)).toBe(text);
  });

  it("keeps of its summary neither token, key, address nor e-mail, and not the node's host", () => {
    const changeSummary = `from 10.1.2.3 by a@b.example with Bearer CANARY and ${"C4".repeat(24)}`;
    expect(textOf({ changeSummary, host: "CANARY.internal" })).toBe(
      "node gpu-3 updated: from [address] by [e-mail] with [token] and [secret]",
    );
  });

  it("comes newest first and is told oldest first, also within one second", () => {
    const at = (createdAt: string, podName: string) => ({ ...sample, createdAt, podName });
    const late = "2023-11-07T06:00:00Z";
    const events = toEvents([at(late, "c"), at(late, "b"), at("2023-11-07T05:00:00Z", "a")], () => {});
    expect(events.map(({ text }) => text.split(" ")[1])).toEqual(["a", "b", "c"]);
  });

  it("is read or left out whatever becomes of it", () => {
    fc.assert(
      fc.property(mutatedSample([sample, { ...sample, changeSummary: "x" }]), (entries) => {
        for (const { at, text } of toEvents(Array.isArray(entries) ? entries : [], () => {})) {
          expect(Number.isInteger(at)).toBe(true);
          expect(text.length).toBeLessThan(600);
        }
      }),
    );
  });
});
