import "server-only";
import { defineProvider } from "@/lib/server/providers/define-provider";
import { createKubernetesClient } from "./client";
import { createKubernetesFake } from "./fake/fake";
import { KUBERNETES_FIELDS, kubernetesSettings } from "./settings";

export const kubernetes = defineProvider({
  id: "kubernetes",
  label: "Kubernetes",
  reads: "The nodes of one cluster, their health and their GPUs",
  key: {
    page: "https://kubernetes.io/docs/reference/access-authn-authz/rbac/",
    needs: "The token of a service account that may list nodes and get the namespace kube-system, and nothing else.",
    shapes: [],
    setting: "token",
  },
  settings: kubernetesSettings,
  fields: KUBERNETES_FIELDS,
  addressSetting: "server",
  requestsPerMinute: 120,
  connect: createKubernetesClient,
  createFake: createKubernetesFake,
});
