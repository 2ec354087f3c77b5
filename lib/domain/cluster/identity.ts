import { z } from "zod/mini";

/** A connection's id: chosen in the configuration, stable, part of every cluster id. */
export const CONNECTION_ID = /^[a-z0-9-]{1,40}$/;
export const connectionIdSchema = z.string().check(z.regex(CONNECTION_ID));

/** `<connectionId>~<provider's id>`: opaque to clients, URL-encoded in paths. */
export function clusterIdOf(connectionId: string, providerClusterId: string): string {
  return `${connectionId}~${providerClusterId}`;
}

/** The connection a cluster id belongs to; `null` if it is not a cluster id at all. */
export function connectionIdOf(clusterId: string): string | null {
  const [connectionId = "", ...rest] = clusterId.split("~");
  return rest.length > 0 && CONNECTION_ID.test(connectionId) ? connectionId : null;
}
