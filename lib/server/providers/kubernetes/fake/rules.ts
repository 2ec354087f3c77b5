import "server-only";

/** As a role grants it. */
export interface Rule {
  verbs: readonly string[];
  apiGroups: readonly string[];
  resources: readonly string[];
  resourceNames?: readonly string[];
}

/** What everybody who is known may ask of themselves, and the role that the documentation prints. */
export const READER_RULES: readonly Rule[] = [
  {
    verbs: ["create"],
    apiGroups: ["authorization.k8s.io"],
    resources: ["selfsubjectaccessreviews", "selfsubjectrulesreviews"],
  },
  { verbs: ["create"], apiGroups: ["authentication.k8s.io"], resources: ["selfsubjectreviews"] },
  { verbs: ["get", "list"], apiGroups: [""], resources: ["nodes"] },
  { verbs: ["get"], apiGroups: [""], resources: ["namespaces"], resourceNames: ["kube-system"] },
];

export function isAllowed(rules: readonly Rule[], verb: string, resource: string, name?: string): boolean {
  return rules.some(
    ({ verbs, apiGroups, resources, resourceNames }) =>
      has(verbs, verb) &&
      has(apiGroups, "") &&
      has(resources, resource) &&
      (resourceNames === undefined || (name !== undefined && resourceNames.includes(name))),
  );
}

/** The review that was sent, with its answer: 201, although nothing is created. */
export function reviewAnswer(
  review: { kind?: string; spec?: { resourceAttributes?: Attributes } },
  rules: readonly Rule[],
): Response {
  const { verb = "", resource = "", name } = review.spec?.resourceAttributes ?? {};
  const status =
    review.kind === "SelfSubjectAccessReview"
      ? {
          allowed: isAllowed(rules, verb, resource, name),
          reason: 'RBAC: allowed by ClusterRoleBinding "CANARY-binding"',
        }
      : {
          resourceRules: rules,
          nonResourceRules: [{ verbs: ["get"], nonResourceURLs: ["/version"] }],
          incomplete: false,
        };
  return Response.json({ ...review, metadata: { creationTimestamp: null }, status }, { status: 201 });
}

interface Attributes {
  verb?: string;
  resource?: string;
  name?: string;
}

function has(granted: readonly string[], asked: string): boolean {
  return granted.includes("*") || granted.includes(asked);
}
