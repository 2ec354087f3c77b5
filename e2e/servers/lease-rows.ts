import pg from "pg";

/** A row of the table of leases, with how long it is still valid by the database's clock. */
export interface LeaseRow {
  name: string;
  holder: string;
  epoch: number;
  /** The version of its holder. */
  version: string;
  validMs: number;
}

/** Asks this database directly, past all servers. */
export async function queryDatabase<Row extends pg.QueryResultRow>(
  databaseUrl: string,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    return (await client.query<Row>(text, [...values])).rows;
  } finally {
    await client.end();
  }
}

/** The leases that are held now, by name. */
export async function heldLeases(databaseUrl: string): Promise<Map<string, LeaseRow>> {
  const rows = await queryDatabase<LeaseRow>(
    databaseUrl,
    `select name, holder, version, epoch::int as epoch,
      (extract(epoch from expires_at - clock_timestamp()) * 1000)::float as "validMs"
    from lease where expires_at > clock_timestamp()`,
  );
  return new Map(rows.map((row) => [row.name, row]));
}

/** The ids of the servers that share this database. */
export async function presentServers(databaseUrl: string): Promise<string[]> {
  return (await queryDatabase<{ id: string }>(databaseUrl, "select id from server")).map(({ id }) => id);
}

/** Ends every connection to this database but the one that asks. */
export async function endConnections(databaseUrl: string): Promise<void> {
  await queryDatabase(
    databaseUrl,
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
  );
}
