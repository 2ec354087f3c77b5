import "server-only";
import { sql } from "kysely";
import { migrate } from "../store/migrate";
import type { Store } from "../store/open-database";
import { BUILD_FILE_PART } from "./build-file-part";

/** A file of a build, as it is listed. */
export interface ListedFile {
  buildId: string;
  /** Below /_next/static/. */
  path: string;
  /** The length of its body, gzipped. */
  bytes: number;
}

/** The static files of the builds whose servers share a database. Each call is one statement. */
export interface BuildFileRows {
  /** Says that a server of this build is there. Returns the builds that have all of their files here. */
  see(buildId: string): Promise<string[]>;
  /** To be called before files of this build are added. */
  begin(buildId: string): Promise<void>;
  add(buildId: string, path: string, gzipped: Buffer): Promise<void>;
  complete(buildId: string): Promise<void>;
  list(buildIds: readonly string[]): Promise<ListedFile[]>;
  /** `null` if it was removed. */
  read(file: Pick<ListedFile, "buildId" | "path">): Promise<Buffer | null>;
  /** Removes builds of which no server has been there for a day, or four others more lately; never one that is in use. */
  prune(): Promise<void>;
}

const TIME = sql`clock_timestamp()`;
const NOTED_EVERY = sql`interval '10 minutes'`;
/** After two chances to note that one is there. */
const GONE_AFTER = sql`interval '20 minutes'`;
const KEPT_FOR = sql`interval '1 day'`;
const MAX_BUILDS = 4;

/** `null` on SQLite, where only one build can answer. */
export async function openBuildFileRows(store: Store): Promise<BuildFileRows | null> {
  await migrate(store, BUILD_FILE_PART.migrations);
  return store.dialect === "sqlite" ? null : rowsIn(store);
}

function rowsIn({ db, longWork }: Store): BuildFileRows {
  return {
    async see(buildId) {
      const { rows } = await sql<{ id: string }>`
        with seen as (
          update build set seen_at = ${TIME} where id = ${buildId} and seen_at < ${TIME} - ${NOTED_EVERY})
        select id from build where is_complete order by id`.execute(db);
      return rows.map(({ id }) => id);
    },

    async begin(buildId) {
      await sql`
        insert into build (id, is_complete, seen_at) values (${buildId}, false, ${TIME})
        on conflict (id) do update set seen_at = excluded.seen_at`.execute(longWork);
    },

    async add(buildId, path, gzipped) {
      await sql`
        insert into build_file (build_id, path, gzipped) values (${buildId}, ${path}, ${gzipped})
        on conflict (build_id, path) do nothing`.execute(longWork);
    },

    async complete(buildId) {
      await sql`update build set is_complete = true where id = ${buildId}`.execute(longWork);
    },

    async list(buildIds) {
      const { rows } = await sql<ListedFile>`
        select build_id, path, octet_length(gzipped) as bytes from build_file
        where build_id = any(${buildIds}::text[])`.execute(db);
      return rows;
    },

    async read({ buildId, path }) {
      const { rows } = await sql<{ gzipped: Buffer }>`
        select gzipped from build_file where build_id = ${buildId} and path = ${path}`.execute(db);
      return rows[0]?.gzipped ?? null;
    },

    async prune() {
      await sql`
        delete from build
        where seen_at < ${TIME} - ${GONE_AFTER} and (
          seen_at < ${TIME} - ${KEPT_FOR}
          or id not in (select id from build order by seen_at desc limit ${sql.lit(MAX_BUILDS)}))`.execute(longWork);
    },
  };
}
