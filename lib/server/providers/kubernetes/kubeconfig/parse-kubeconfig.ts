import "server-only";
import { readContext } from "./kubeconfig-schema";
import { readYaml } from "./read-yaml";
import { clusterProblem, userProblem } from "./refused-fields";

/** What is taken out of a kubeconfig. */
export interface Kubeconfig {
  server: string;
  /** As it stands there, in base64; `null` where the server's certificate needs none. */
  caData: string | null;
  token: string;
  contextName: string;
  clusterName: string;
}

/** `problem` stands behind the name of the setting ("runs a program to log in …") and repeats nothing of the text. */
export type KubeconfigResult = { ok: true; kubeconfig: Kubeconfig } | { ok: false; problem: string };

/**
 * Takes a kubeconfig apart: the server, its certificate authority and the token of the current context. Refused is whatever would run a
 * program, read a file of this server, or trust anybody who answers.
 */
export function parseKubeconfig(text: string): KubeconfigResult {
  const yaml = readYaml(text);
  if ("problem" in yaml) return { ok: false, problem: yaml.problem };
  const context = readContext(yaml.value);
  if ("problem" in context) return { ok: false, problem: context.problem };
  const { cluster, user, contextName, clusterName } = context;
  const problem = clusterProblem(cluster) ?? userProblem(user);
  if (problem !== null) return { ok: false, problem };
  const caData = cluster["certificate-authority-data"]?.trim() || null;
  return {
    ok: true,
    kubeconfig: { server: cluster.server ?? "", token: user.token ?? "", caData, contextName, clusterName },
  };
}
