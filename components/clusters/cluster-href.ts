/** The page of one cluster. */
export function clusterHref(clusterId: string): string {
  return `/clusters/${encodeURIComponent(clusterId)}`;
}
