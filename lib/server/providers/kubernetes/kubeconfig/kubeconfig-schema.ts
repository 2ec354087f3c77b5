import "server-only";
import { z } from "zod";

/** Of what is refused it matters only that it is there. */
const mark = z.unknown().optional();

const clusterSchema = z.object({
  server: z.string().nullish(),
  "certificate-authority-data": z.string().nullish(),
  "certificate-authority": mark,
  "insecure-skip-tls-verify": mark,
  "tls-server-name": mark,
  "proxy-url": mark,
});
export type KubeconfigCluster = z.infer<typeof clusterSchema>;

const userSchema = z.object({
  token: z.string().nullish(),
  tokenFile: mark,
  exec: mark,
  "auth-provider": mark,
  "client-certificate": mark,
  "client-key": mark,
  "client-certificate-data": mark,
  "client-key-data": mark,
  username: mark,
  password: mark,
  as: mark,
  "as-uid": mark,
  "as-groups": mark,
  "as-user-extra": mark,
});
export type KubeconfigUser = z.infer<typeof userSchema>;

const contextSchema = z.object({ cluster: z.string(), user: z.string() });

/** The parts stay as they are until the context tells which of them count: the others may be of any shape. */
const named = z.array(z.object({ name: z.string(), cluster: mark, user: mark, context: mark })).nullish();

const fileSchema = z.object({
  kind: z.literal("Config").nullish(),
  "current-context": z.string().nullish(),
  clusters: named,
  users: named,
  contexts: named,
});

/** The part of a kubeconfig that is used: one context with its cluster and its user. */
export interface ContextParts {
  contextName: string;
  clusterName: string;
  cluster: KubeconfigCluster;
  user: KubeconfigUser;
}

const NO_KUBECONFIG = "is no kubeconfig: paste the whole file, as `kubectl config view --raw --minify` prints it";

/** The current context, or the only one. */
export function readContext(value: unknown): ContextParts | { problem: string } {
  const { data: file } = fileSchema.safeParse(value);
  const { contexts, clusters, users } = { ...file };
  if (!file || !contexts?.length || !clusters?.length || !users?.length) return { problem: NO_KUBECONFIG };
  const current = file["current-context"] || null;
  if (current === null && contexts.length > 1) {
    return {
      problem:
        `has ${contexts.length} contexts, and current-context does not say which one to use. ` +
        "Paste what `kubectl config view --raw --minify --context=<name>` prints",
    };
  }
  const entry = current === null ? contexts[0] : contexts.find(({ name }) => name === current);
  if (!entry) return { problem: "has a current-context that is none of its contexts" };
  const { data: context } = contextSchema.safeParse(entry.context);
  if (!context) return { problem: "has a context without a cluster or a user" };
  const cluster = clusters.find(({ name }) => name === context.cluster);
  const user = users.find(({ name }) => name === context.user);
  if (!cluster || !user) return { problem: "has a context whose cluster or user is missing" };
  const parts = z.object({ cluster: clusterSchema, user: userSchema }).safeParse({ ...cluster, user: user.user });
  if (!parts.success) return { problem: "has a cluster or a user in another shape than kubectl writes" };
  return { contextName: entry.name, clusterName: cluster.name, ...parts.data };
}
