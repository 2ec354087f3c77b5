import "server-only";

/** All that Clusterdeck needs, as YAML on one line that `kubectl apply -f -` takes: `docs/kubernetes.md` prints the same. */
export const CLUSTER_ROLE =
  "{ apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: { name: clusterdeck }, rules: [" +
  '{ apiGroups: [""], resources: [nodes], verbs: [get, list] }, ' +
  '{ apiGroups: [""], resources: [namespaces], resourceNames: [kube-system], verbs: [get] }] }';

/** What to do about a token that may do too little. */
export const MAKE_ROLE = `Make this ClusterRole and bind it to the token's service account, as docs/kubernetes.md says: ${CLUSTER_ROLE}`;
