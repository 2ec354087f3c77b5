import "server-only";
import { listNames } from "@/lib/domain/text/list-names";
import type { ProviderHttp } from "@/lib/server/providers/http/http";
import { MAKE_ROLE } from "./cluster-role";
import type { KubernetesSettings } from "./settings";
import { accessReviewSchema, rulesReviewSchema, type WireRule } from "./wire";

interface Asking {
  http: Pick<ProviderHttp, "postJson">;
  headers: Record<string, string>;
  settings: Pick<KubernetesSettings, "baseUrl" | "ca" | "clusterName">;
  signal: AbortSignal;
}

const REVIEWS = "/apis/authorization.k8s.io/v1";
const READING: ReadonlySet<string> = new Set(["get", "list", "watch"]);
/** Everybody who is known may ask these: what they themselves are and may do. */
const OWN_REVIEWS = /^self(?:subject(?:access|rules)?)?reviews$/;
/** A name of the API, so that nothing else is repeated. */
const API_NAME = /^[a-z][a-z0-9./-]{0,60}$/;

/** What the token may do beyond reading nodes, and what it lacks. These are POSTs that only ask. */
export async function readTokenNotes({ http, headers, settings, signal }: Asking): Promise<string[]> {
  const [access, rules] = await Promise.all([
    http.postJson({
      path: `${REVIEWS}/selfsubjectaccessreviews`,
      ...{ headers, signal, schema: accessReviewSchema },
      body: review("SelfSubjectAccessReview", { resourceAttributes: { verb: "list", resource: "nodes" } }),
    }),
    http.postJson({
      path: `${REVIEWS}/selfsubjectrulesreviews`,
      ...{ headers, signal, schema: rulesReviewSchema },
      body: review("SelfSubjectRulesReview", { namespace: "default" }),
    }),
  ]);
  const { resourceRules, incomplete } = rules.status;
  return [
    ...takenNotes(settings),
    ...(access.status.allowed ? [] : [`The token may not list nodes, which is what Clusterdeck reads. ${MAKE_ROLE}`]),
    ...excessNotes(resourceRules ?? []),
    ...(incomplete
      ? ["Kubernetes does not tell all that the token may do: it has another authorizer than roles."]
      : []),
  ];
}

function review(kind: string, spec: object): object {
  return { apiVersion: "authorization.k8s.io/v1", kind, spec };
}

/** What was taken out of a pasted kubeconfig. */
function takenNotes({ baseUrl, ca, clusterName }: Asking["settings"]): string[] {
  if (clusterName === null) return [];
  const authority = ca === undefined ? "no certificate authority" : "its certificate authority";
  return [`Taken from the kubeconfig: the server ${baseUrl}, ${authority} and a token.`];
}

function excessNotes(rules: readonly WireRule[]): string[] {
  const better = "A token that may only read nodes is enough, and safer.";
  const isAdmin = rules.some((rule) => [rule.verbs, rule.apiGroups, rule.resources].every((all) => all?.includes("*")));
  if (isAdmin) return [`The token may do everything in the cluster. ${better}`];
  const changes = namesOf(rules.filter(isChange));
  const readsSecrets = rules.some(isAboutSecrets);
  return [
    ...(readsSecrets ? [`The token may read secrets. ${better}`] : []),
    ...(changes === null ? [] : [`The token may do more than read: it may change ${changes}. ${better}`]),
  ];
}

function isChange({ verbs, resources }: WireRule): boolean {
  const isOwnReview = resources?.every((resource) => OWN_REVIEWS.test(resource)) ?? true;
  return !isOwnReview && (verbs ?? []).some((verb) => !READING.has(verb));
}

function isAboutSecrets({ verbs, apiGroups, resources }: WireRule): boolean {
  return (
    (verbs ?? []).some((verb) => verb === "*" || READING.has(verb)) &&
    (apiGroups ?? []).some((group) => group === "*" || group === "") &&
    (resources ?? []).some((resource) => resource === "*" || resource === "secrets")
  );
}

/** "pods, deployments and services"; `null` for none. */
function namesOf(rules: readonly WireRule[]): string | null {
  const resources = [...new Set(rules.flatMap(({ resources }) => resources ?? []))].filter(
    (resource) => resource === "*" || API_NAME.test(resource),
  );
  if (resources.length === 0) return null;
  return listNames(resources.map((resource) => (resource === "*" ? "everything of some API groups" : resource)));
}
