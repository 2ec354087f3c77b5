import type { EpochMs } from "@/lib/domain/time/epoch";
import { openDatabase } from "@/lib/server/store/open-database";
import { migrateAll } from "@/lib/server/store-copy/stored-parts";
import { queryDatabase } from "./lease-rows";

/** Has the database itself note every poll that is recorded in it from now on, whoever records it. */
export async function noteRecordedPolls(databaseUrl: string): Promise<void> {
  const store = openDatabase({ databaseUrl });
  await migrateAll(store);
  await store.close();
  await queryDatabase(
    databaseUrl,
    `create schema test;
    create table test.recorded_poll (number bigint generated always as identity, at bigint);
    create function test.note_poll() returns trigger language plpgsql as $$
      begin insert into test.recorded_poll (at) values (new.last_at); return null; end $$;
    create trigger note_poll after insert or update on poll_run for each row execute function test.note_poll();`,
  );
}

/** When each recorded poll was read, by the clock of who recorded it, in the order in which they were recorded. */
export async function recordedPolls(databaseUrl: string): Promise<EpochMs[]> {
  const rows = await queryDatabase<{ at: string }>(databaseUrl, "select at from test.recorded_poll order by number");
  return rows.map(({ at }) => Number(at));
}
