/** An account's id: chosen in the configuration, stable, part of every cluster id. */
export const ACCOUNT_ID = /^[a-z0-9-]{1,40}$/;

/** `<accountId>~<provider's id>`: opaque to clients, URL-encoded in paths. */
export function clusterIdOf(accountId: string, providerClusterId: string): string {
  return `${accountId}~${providerClusterId}`;
}

/** The account a cluster id belongs to; `null` if it is not a cluster id at all. */
export function accountIdOf(clusterId: string): string | null {
  const [accountId = "", ...rest] = clusterId.split("~");
  return rest.length > 0 && ACCOUNT_ID.test(accountId) ? accountId : null;
}
