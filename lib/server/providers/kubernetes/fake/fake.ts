import "server-only";
import type { FakeOptions, ProviderFake } from "@/lib/server/providers/spec";
import { pageOf } from "./node-pages";
import { seconds, type WireObject } from "./nodes";
import { isAllowed, READER_RULES, type Rule, reviewAnswer } from "./rules";
import { statusAnswer } from "./status-answer";
import { demoWorld, type KubernetesWorld, uniformWorld } from "./world";

const TOKEN = "kubernetes-fake-token";
const UID = "0d0e5c8a-7b1f-4c52-9a35-6f2f1c9b7e10";

export interface KubernetesFake extends ProviderFake {
  /** What the cluster holds now. Tests replace it to tell a story of their own. */
  world: () => KubernetesWorld;
  /** What the token may do. Tests replace it. */
  rules: readonly Rule[];
  /** From now on the server no longer knows how to continue the lists that it has begun. */
  expireLists(): void;
}

export function createKubernetesFake({ startedAt, fleet }: FakeOptions): KubernetesFake {
  const fixed = fleet
    ? uniformWorld(fleet.clusters === 0 ? 0 : fleet.nodesPerCluster, startedAt)
    : demoWorld(startedAt);
  let revision = 48_213_377;
  const fake: KubernetesFake = {
    apiKey: TOKEN,
    accountLabel: "research",
    basePath: "",
    wire: {
      ...{ states: ["status"], totals: ["remainingItemCount"], pages: ["continue"], nextPage: null },
      ...{ openGroups: ["labels", "capacity", "allocatable", "annotations"], clusterId: null },
    },
    rules: READER_RULES,
    world: () => fixed,
    expireLists: () => {
      revision += 1;
    },
    handle: async (request) => {
      const { pathname, searchParams } = new URL(request.url);
      if (request.headers.get("authorization") !== `Bearer ${TOKEN}`)
        return statusAnswer(401, "Unauthorized", "Unauthorized");
      switch (`${request.method} ${pathname}`) {
        case "GET /version":
          return Response.json(VERSION);
        case "GET /api/v1/nodes":
          if (!isAllowed(fake.rules, "list", "nodes"))
            return forbidden('cannot list resource "nodes" in API group "" at the cluster scope');
          return pageOf(fake.world().nodes, searchParams, revision);
        case "GET /api/v1/namespaces/kube-system":
          if (!isAllowed(fake.rules, "get", "namespaces", "kube-system"))
            return forbidden('cannot get resource "namespaces" in API group "" in the namespace "kube-system"');
          return Response.json(kubeSystem(fake.world()));
        case "POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews":
        case "POST /apis/authorization.k8s.io/v1/selfsubjectrulesreviews":
          return reviewAnswer(await request.json(), fake.rules);
        default:
          return new Response("404 page not found\n", { status: 404, headers: { "content-type": "text/plain" } });
      }
    },
  };
  return fake;
}

const VERSION = {
  major: "1",
  minor: "34",
  gitVersion: "v1.34.1",
  gitCommit: "CANARY-commit",
  gitTreeState: "clean",
  buildDate: "2025-09-09T19:38:31Z",
  goVersion: "go1.24.6",
  compiler: "gc",
  platform: "linux/amd64",
};

function forbidden(what: string): Response {
  return statusAnswer(403, "Forbidden", `User "system:serviceaccount:CANARY:reader" ${what}`);
}

function kubeSystem({ createdAt }: KubernetesWorld): WireObject {
  return {
    kind: "Namespace",
    apiVersion: "v1",
    metadata: {
      name: "kube-system",
      uid: UID,
      resourceVersion: "7",
      creationTimestamp: seconds(createdAt),
      labels: { "kubernetes.io/metadata.name": "kube-system" },
      annotations: { "example.org/note": "CANARY-namespace-annotation" },
    },
    spec: { finalizers: ["kubernetes"] },
    status: { phase: "Active" },
  };
}
