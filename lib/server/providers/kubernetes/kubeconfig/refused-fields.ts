import "server-only";
import type { KubeconfigCluster, KubeconfigUser } from "./kubeconfig-schema";

const MAKE_A_TOKEN = "Make a token for a service account that may only read nodes: docs/kubernetes.md says how";

const CLUSTER_REASONS: readonly (readonly [field: keyof KubeconfigCluster, reason: string])[] = [
  [
    "insecure-skip-tls-verify",
    "skips the verification of the server's certificate (insecure-skip-tls-verify), so that anybody in between could take the token. " +
      "Put the certificate authority in certificate-authority-data instead",
  ],
  [
    "certificate-authority",
    "names a file with the certificate authority (certificate-authority), which this server does not read. " +
      "`kubectl config view --raw --flatten --minify` prints it with the file's content in place",
  ],
  ["tls-server-name", "asks for another name in the server's certificate (tls-server-name), which is not supported"],
  ["proxy-url", "names a proxy (proxy-url). Proxies are set for the whole server, with HTTPS_PROXY"],
];

const USER_REASONS: readonly (readonly [field: keyof KubeconfigUser, reason: string])[] = [
  ["exec", `runs a program to log in (exec), which Clusterdeck never does. ${MAKE_A_TOKEN}`],
  [
    "auth-provider",
    `logs in through a plug-in of kubectl (auth-provider), which Clusterdeck does not run. ${MAKE_A_TOKEN}`,
  ],
  [
    "tokenFile",
    "names a file with the token (tokenFile), which this server does not read. Put the token itself in the field token",
  ],
  [
    "client-certificate",
    `names a file with a client certificate (client-certificate), which this server does not read. ${MAKE_A_TOKEN}`,
  ],
  ["client-key", `names a file with a client key (client-key), which this server does not read. ${MAKE_A_TOKEN}`],
  ["as", "acts as somebody else (as), which needs more rights than reading does"],
  ["as-uid", "acts as somebody else (as-uid), which needs more rights than reading does"],
  ["as-groups", "acts as a member of other groups (as-groups), which needs more rights than reading does"],
  ["as-user-extra", "acts as somebody else (as-user-extra), which needs more rights than reading does"],
];

/** Only a user without a token logs in by these. */
const OTHER_LOGINS: readonly (readonly [field: keyof KubeconfigUser, reason: string])[] = [
  [
    "client-certificate-data",
    `logs in with a client certificate, which cannot be taken back and is mostly an administrator's. ${MAKE_A_TOKEN}`,
  ],
  ["client-key-data", `logs in with a client certificate, of which only the key is there. ${MAKE_A_TOKEN}`],
  ["username", `logs in with a user and a password, which Kubernetes no longer knows. ${MAKE_A_TOKEN}`],
  ["password", `logs in with a user and a password, which Kubernetes no longer knows. ${MAKE_A_TOKEN}`],
];

/** Why this cluster cannot be used; `null` if it can. */
export function clusterProblem(cluster: KubeconfigCluster): string | null {
  return firstReason(cluster, CLUSTER_REASONS) ?? (cluster.server ? null : "names no server");
}

/** Why nobody can log in as this user from here; `null` if a token does. */
export function userProblem(user: KubeconfigUser): string | null {
  const refused = firstReason(user, USER_REASONS);
  if (refused !== null || user.token) return refused;
  return firstReason(user, OTHER_LOGINS) ?? `holds no token. ${MAKE_A_TOKEN}`;
}

function firstReason<Field extends string>(
  part: Readonly<Partial<Record<Field, unknown>>>,
  reasons: readonly (readonly [field: Field, reason: string])[],
): string | null {
  return reasons.find(([field]) => isSet(part[field]))?.[1] ?? null;
}

/** As kubectl reads it: what is empty or false is not set. */
function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "" && value !== false;
}
