import { sql } from "kysely";
import { expect, it } from "vitest";
import { NOW } from "@/lib/testing/example-links";
import { describeEachStore } from "@/lib/testing/stores";
import { migrate } from "../../store/migrate";
import { openDatabase } from "../../store/open-database";
import { SHARE_MIGRATIONS } from "./migrations";
import { openShareLinks } from "./open-share-links";

const STEPS_BEFORE_HIDING = 2;

describeEachStore((newStore) => {
  it("lets links that were made before they could hide provider and region go on showing both", async () => {
    const store = openDatabase(await newStore());
    const { versionTable, steps } = SHARE_MIGRATIONS;
    await migrate(store, { versionTable, steps: steps.slice(0, STEPS_BEFORE_HIDING) });
    const shows = ['{"costs":true,"names":false}', '{"costs":false,"names":true}'];
    for (const [index, show] of shows.entries()) {
      await sql`insert into share_link
        (id, token_hash, alias_key, name, kind, scope, show, frame_origins, expires_at, created_by, created_at, opens)
        values (${`link-${index}`}, ${`hash-${index}`}, 'key', 'Old', 'link', '{"accountIds":[],"clusterIds":[]}', ${show}, '[]',
          ${NOW + 1}, '', ${NOW - index}, 0)`.execute(store.db);
    }
    const links = await openShareLinks(
      store,
      () => NOW,
      () => {},
    );
    expect((await links.list()).map(({ show }) => show)).toEqual([
      { costs: true, names: false, provider: true, region: true },
      { costs: false, names: true, provider: true, region: true },
    ]);
    await store.close();
  });
});
