import { expect, it } from "vitest";
import type { Deployment } from "@/lib/contract/cluster";
import { markedDeployment, replicaGpuWords, replicaWords } from "./deployment-words";

function deploymentOf(change: Partial<Deployment> = {}): Deployment {
  return {
    ...{ id: "one", name: "one", status: "running", providerStatus: null, detail: null, baseModel: null, region: null },
    ...{ replicas: { ready: 2, desired: 4 }, gpuModel: "H100 80GB", gpusPerReplica: 8 },
    ...change,
  };
}

it("marks a deployment as healthy while it runs and as unknown otherwise, and bills it by its machines", () => {
  expect(markedDeployment(deploymentOf(), "fresh")).toMatchObject({ health: "healthy", billing: "none" });
  expect(markedDeployment(deploymentOf({ status: "provisioning" }), "late")).toMatchObject({
    ...{ status: "provisioning", health: "unknown", freshness: "late" },
  });
});

it("says what is known about replicas and their GPUs", () => {
  expect(replicaWords(deploymentOf({ replicas: { ready: 1_200, desired: 2_000 } }))).toBe("1,200 of 2,000 ready");
  expect(replicaGpuWords(deploymentOf())).toBe("8 × H100 80GB each");
  expect(replicaGpuWords(deploymentOf({ gpusPerReplica: null }))).toBe("H100 80GB");
  expect(replicaGpuWords(deploymentOf({ gpuModel: null }))).toBe("8 GPUs each");
  expect(replicaGpuWords(deploymentOf({ gpuModel: null, gpusPerReplica: null }))).toBeNull();
});
