import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import pg from "pg";
import { expect, it } from "vitest";
import { DEFAULT_SHOW } from "@/lib/domain/people/share-link";
import { exampleTerms, linksIn, NOW, storedLinksIn } from "@/lib/testing/example-links";
import { describeEachStore, postgresStores } from "@/lib/testing/stores";
import { openDatabase } from "../../store/open-database";
import { enterLink } from "./enter-link";
import { openShareLinks } from "./open-share-links";

const NO_COOKIES = new Headers();

describeEachStore((newStore) => {
  it("opens the link that it made, with all of its terms, and stores no token", async () => {
    const links = await linksIn(await newStore());
    const terms = exampleTerms({
      kind: "display",
      scope: { accountIds: ["a"], clusterIds: ["b~1"] },
      show: { ...DEFAULT_SHOW, costs: true, names: false },
      frameOrigins: ["https://intranet.example.com"],
    });
    const { link, token } = await links.create(terms, "ada@example.com", NOW);
    expect(await enterLink(links, token, NO_COOKIES, NOW)).toEqual({ state: "open", link });
    expect(link).toMatchObject({ ...terms, createdBy: "ada@example.com", createdAt: NOW, opens: 0, revokedAt: null });
    expect(token.length).toBeGreaterThanOrEqual(22);
    expect(JSON.stringify(await links.list())).not.toContain(token);
  });

  it("answers alike for an unknown, an expired and a revoked token", async () => {
    const links = await linksIn(await newStore());
    const expired = await links.create(exampleTerms({ expiresAt: NOW + 1 }), "ada@example.com", NOW);
    const revoked = await links.create(exampleTerms({ passwordHash: "a.b" }), "ada@example.com", NOW);
    await links.revoke(revoked.link.id, NOW);
    for (const token of [expired.token, revoked.token, "unknown", ""]) {
      expect(await enterLink(links, token, NO_COOKIES, NOW + 1)).toEqual({ state: "gone" });
    }
  });

  it("lets nobody in with a link that another server revoked a second before the database went away", async () => {
    const location = await newStore();
    const one = await linksIn(location);
    const store = openDatabase(location);
    const other = await openShareLinks(store, Date.now, () => {});
    const revoked = await one.create(exampleTerms(), "ada@example.com", NOW);
    const kept = await one.create(exampleTerms(), "ada@example.com", NOW);
    for (const { token } of [revoked, kept]) await enterLink(other, token, NO_COOKIES, NOW);
    await one.revoke(revoked.link.id, NOW);
    await other.confirm();
    await store.db.destroy();
    expect(await enterLink(other, revoked.token, NO_COOKIES, NOW)).toEqual({ state: "gone" });
    expect(await enterLink(other, kept.token, NO_COOKIES, NOW)).toMatchObject({ state: "open" });
  });

  it("closes a revoked link at once, even on another server that has just served it", async () => {
    const location = await newStore();
    const [one, other] = [await linksIn(location), await linksIn(location)];
    const { link, token } = await one.create(exampleTerms(), "ada@example.com", NOW);
    expect(await enterLink(other, token, NO_COOKIES, NOW)).toMatchObject({ state: "open" });
    expect(await one.revoke(link.id, NOW)).toBe(true);
    expect(await enterLink(other, token, NO_COOKIES, NOW)).toEqual({ state: "gone" });
    expect(await other.revoke(link.id, NOW + 1)).toBe(false);
    expect(await other.find(link.id)).toMatchObject({ revokedAt: NOW });
  });

  it("opens for no other text, whatever it contains", async () => {
    const links = await linksIn(await newStore());
    const { link, token } = await links.create(exampleTerms(), "ada@example.com", NOW);
    const near = fc.constantFrom(token.slice(0, -1), `${token}A`, token.toLowerCase(), ` ${token}`, link.id);
    const text = fc.oneof(fc.string({ unit: "binary", maxLength: 300 }), near);
    await fc.assert(
      fc.asyncProperty(text, async (guess) => {
        fc.pre(guess !== token);
        expect(await enterLink(links, guess, NO_COOKIES, NOW)).toEqual({ state: "gone" });
      }),
      { endOnFailure: true },
    );
  });

  it("finds no link by any other text than its id", async () => {
    const links = await linksIn(await newStore());
    const { link } = await links.create(exampleTerms(), "ada@example.com", NOW);
    for (const id of ["", "\0", "%00", `${link.id}\0`, "x".repeat(36)]) expect(await links.find(id)).toBeNull();
    expect(await links.find(link.id)).toEqual(link);
  });

  it("counts openings, and tells the first one", async () => {
    const links = await linksIn(await newStore());
    const { link } = await links.create(exampleTerms(), "ada@example.com", NOW);
    const firsts = await Promise.all([1, 2, 3].map((at) => links.noteOpening(link.id, NOW + at)));
    expect(firsts.filter(Boolean)).toHaveLength(1);
    expect(await links.noteOpening(link.id, NOW + 4)).toBe(false);
    expect(await links.find(link.id)).toMatchObject({ opens: 4, lastOpenedAt: NOW + 4 });
  });

  it("gives each cluster of a link one number for ever, even when two servers give numbers at the same time", async () => {
    const location = await newStore();
    const [one, other] = [await storedLinksIn(location), await storedLinksIn(location)];
    const { link } = await one.create(exampleTerms(), "ada@example.com", NOW);
    const before = await one.numberClusters(link.id, ["a~1", "a~2"]);
    expect([...before].sort()).toEqual([
      ["a~1", 1],
      ["a~2", 2],
    ]);
    await Promise.all([one.numberClusters(link.id, ["a~3", "a~4"]), other.numberClusters(link.id, ["a~4", "a~5"])]);
    // Without clusters: what both have given, whichever was first.
    const after = await other.numberClusters(link.id, []);
    expect([...after.keys()].sort()).toEqual(["a~1", "a~2", "a~3", "a~4", "a~5"]);
    expect(new Set(after.values()).size).toBe(5);
    expect(after).toEqual(new Map([...after, ...before]));
  });
});

const newDatabaseUrl = postgresStores();

it("lets PostgreSQL serve only one of those who give numbers to the clusters of a link, so that none wait for each other", async () => {
  const location = { databaseUrl: await newDatabaseUrl() };
  const links = await storedLinksIn(location);
  const { link } = await links.create(exampleTerms(), "ada@example.com", NOW);
  const client = new pg.Client(location.databaseUrl);
  await client.connect();
  await client.query("begin");
  await client.query("select id from share_link where id = $1 for no key update", [link.id]);
  const giving = links.numberClusters(link.id, ["a~1"]).then(() => "given");
  expect(await Promise.race([giving, sleep(500, "waiting")])).toBe("waiting");
  await client.query("commit");
  expect(await giving).toBe("given");
  await client.end();
});
