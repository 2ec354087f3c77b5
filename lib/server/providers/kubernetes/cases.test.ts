import { describe, expect, it } from "vitest";
import { type AnsweredCase, connectToCase, readCase } from "@/lib/testing/adapters/answered-case";
import listExpired from "./cases/list-expired.json";
import tokenOfAnAdmin from "./cases/token-of-an-admin.json";
import tokenOfTheDocumentation from "./cases/token-of-the-documentation.json";
import tokenUnknown from "./cases/token-unknown.json";
import tokenWithoutARole from "./cases/token-without-a-role.json";
import { kubernetes } from "./index";

const SERVER = { server: "https://k8s.acme.example" };
const { signal } = new AbortController();

function refusalOf(answered: AnsweredCase): Promise<unknown> {
  return connectToCase(kubernetes, answered, SERVER)
    .readFleet(signal)
    .catch((error: unknown) => error);
}

// A kube-apiserver of version 1.20 that was built from its source answered so.
describe("what a real server answered", () => {
  it("is a cluster with what is wrong with its nodes", async () => {
    const { fleet, clusters } = await readCase(kubernetes, tokenOfTheDocumentation, SERVER);
    expect(fleet).toMatchObject({ complete: true, unreadable: [], warnings: [] });
    expect(clusters).toMatchObject([
      {
        ...{ providerClusterId: "f89ccd8a-9c5e-499c-8aa3-23825634995d", status: "degraded", health: "unhealthy" },
        ...{ gpuModel: "H100 80GB HBM3", gpuCount: 32, cloud: "aws", createdAt: Date.UTC(2026, 10, 29, 20, 14, 33) },
        healthReasons: [
          "gpu-001 is silent: Kubernetes hears nothing from its kubelet: NodeStatusUnknown, Kubelet stopped posting node status.",
          "gpu-002: 1 of 8 GPUs taken out",
          "gpu-003 runs out of disk space: KubeletHasDiskPressure, kubelet has disk pressure",
        ],
      },
    ]);
    expect(clusters[0]?.facts).toContainEqual({ label: "Kubernetes version", value: "v0.0.0-master+faecb196815e2" });
    expect(JSON.stringify(clusters)).not.toContain("CANARY");
  });

  it("says of each token what it may do too much, and too little", async () => {
    const notesOf = (answered: AnsweredCase) => connectToCase(kubernetes, answered, SERVER).readKeyNotes?.(signal);
    expect(await notesOf(tokenOfTheDocumentation)).toEqual([]);
    expect(await notesOf(tokenOfAnAdmin)).toEqual([expect.stringContaining("may do everything in the cluster")]);
    expect(await notesOf(tokenWithoutARole)).toEqual([expect.stringMatching(/may not list nodes.*kind: ClusterRole/)]);
  });

  it("is told in our words where it refuses", async () => {
    expect(await refusalOf(tokenUnknown)).toMatchObject({ kind: "auth" });
    expect(await refusalOf(listExpired)).toMatchObject({ message: expect.stringContaining("(410), although") });
    const forbidden = await refusalOf(tokenWithoutARole);
    expect(forbidden).toMatchObject({ kind: "forbidden", message: expect.stringContaining('"nodes: list"') });
    expect(String(forbidden)).not.toContain("serviceaccount:");
  });
});
