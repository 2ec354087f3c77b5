import "server-only";
import { hostname } from "node:os";
import type { Coordination } from "../coordination/coordination";
import { createServerOnPostgres } from "../coordination/postgres/server-on-postgres";
import { createSoleServer } from "../coordination/sole-server";
import { BUILD } from "../env";
import type { Stored } from "../http/application";
import { log } from "../log";
import type { StoreLocation } from "../store/open-database";
import type { StoreHandle } from "../store/store-handle";

/** With the other servers of the same database: there can be some only on PostgreSQL. */
export function coordinate(storage: StoreLocation, stored: StoreHandle<Stored>): Coordination {
  if ("dataDir" in storage) return createSoleServer();
  const { databaseUrl, listenUrl = databaseUrl } = storage;
  return createServerOnPostgres({
    ...{ databaseUrl, listenUrl, self: { name: hostname(), ...BUILD }, whenReady: stored.whenOpen, log: log() },
  });
}
