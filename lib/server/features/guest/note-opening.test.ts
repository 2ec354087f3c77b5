import { expect, it } from "vitest";
import { exampleTerms, NOW } from "@/lib/testing/example-links";
import { describeEachStore } from "@/lib/testing/stores";
import { readAuditEntries } from "../../auth/audit/audit-entries";
import { AUDIT_MIGRATIONS } from "../../auth/audit/audit-migrations";
import { aliasOf } from "../../sharing/guests/alias";
import { guestRevision } from "../../sharing/guests/guest-revision";
import { openShareLinks } from "../../sharing/links/open-share-links";
import { migrate } from "../../store/migrate";
import { openDatabase } from "../../store/open-database";
import { noteOpening, type Opening } from "./note-opening";

describeEachStore((newStore) => {
  async function openLink() {
    const store = openDatabase(await newStore());
    await migrate(store, AUDIT_MIGRATIONS);
    const shareLinks = await openShareLinks(
      store,
      () => NOW,
      () => {},
    );
    const { link } = await shareLinks.create(exampleTerms(), "ada@example.com", NOW);
    const call = async (opening: Opening, ifNoneMatch?: string) => {
      const headers = new Headers(ifNoneMatch === undefined ? {} : { "If-None-Match": ifNoneMatch });
      const known = (await shareLinks.find(link.id)) ?? link;
      await noteOpening({ shareLinks, store }, known, { opening, headers, now: NOW });
      const recorded = await readAuditEntries(store, {}, 100, null);
      return { opens: (await shareLinks.find(link.id))?.opens, recorded: recorded.map(({ action }) => action) };
    };
    return { store, shareLinks, link, call };
  }

  it.each<[Opening, string | undefined]>([
    ["page", undefined],
    ["page", "*"],
    ["page", '"anything"'],
    ["part", undefined],
    ["part", "*"],
  ])("records the first opening by a call for a %s that names %s", async (opening, ifNoneMatch) => {
    const { call, store } = await openLink();
    expect(await call(opening, ifNoneMatch)).toEqual({ opens: 1, recorded: ["share-link-opened"] });
    await store.close();
  });

  it("counts every visitor, but not the polls of an open page or the picture in a chat", async () => {
    const { call, link, store } = await openLink();
    expect(await call("picture")).toEqual({ opens: 0, recorded: [] });
    await call("page");
    const revision = guestRevision(link, "an answer");
    for (const known of [`"${revision}"`, `W/"${revision}"`])
      expect(await call("page", known)).toMatchObject({ opens: 1 });
    expect(await call("part")).toMatchObject({ opens: 1 });
    const forged = guestRevision({ aliasKey: aliasOf("other", "cluster", "a") }, "an answer");
    const unknown = ["*", '"anything"', `"${forged}"`, `"${"x".repeat(32)}"`, revision];
    for (const name of unknown) await call("page", name);
    expect(await call("page")).toEqual({ opens: 2 + unknown.length, recorded: ["share-link-opened"] });
    await store.close();
  });

  it("answers the guest even while nothing can be stored", async () => {
    const { link, shareLinks, store } = await openLink();
    await store.close();
    const asked = { opening: "page", headers: new Headers(), now: NOW } as const;
    await expect(noteOpening({ shareLinks, store }, link, asked)).resolves.toBeUndefined();
  });
});
