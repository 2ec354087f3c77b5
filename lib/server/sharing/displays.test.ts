import { expect, it, onTestFinished } from "vitest";
import { PAIRING_LIFE_MS, readPairingCode } from "@/lib/domain/pairing-code";
import { describeEachStore } from "@/lib/testing/stores";
import { openDatabase, type StoreLocation } from "../store/open-database";
import { CONTACT_EVERY_MS } from "./display-contacts";
import { exampleTerms, NOW } from "./links-for-tests";
import { openDisplays } from "./open-displays";
import { openShareLinks } from "./open-share-links";
import { createPairings, type Pairings, type PairingTables } from "./pairings";

const ASKER = { address: "10.0.0.7", userAgent: "Kiosk" };

async function serverOn(location: StoreLocation) {
  const store = openDatabase(location);
  onTestFinished(() => store.db.destroy());
  const links = await openShareLinks(store, Date.now);
  return { store, links, ...(await openDisplays(store)) };
}

async function ask(pairings: Pairings, at = NOW) {
  const asked = await pairings.ask(ASKER, at);
  if (asked === null) throw new Error("There was no code.");
  return { code: asked.pairing.code, secret: asked.secret };
}

describeEachStore((newStore) => {
  it("leads from the screen's server over the operator's back to the screen, and keeps no secret", async () => {
    const location = await newStore();
    const [screens, operators] = [await serverOn(location), await serverOn(location)];
    const { code, secret } = await ask(screens.pairings);
    expect(readPairingCode(code)).toBe(code);
    expect(await screens.pairings.findBySecret(secret, NOW)).toMatchObject({ confirmedAt: null });
    expect(await operators.pairings.find(code, NOW)).toMatchObject(ASKER);
    expect(JSON.stringify(await operators.pairings.find(code, NOW))).not.toContain(secret);

    const confirmed = await operators.pairings.confirm(code, "views=fleet", NOW + 1);
    const link = await operators.links.createFor(confirmed?.tokenHash ?? "", exampleTerms(), "ada@example.com", NOW);
    expect(await screens.pairings.findBySecret(secret, NOW + 2)).toMatchObject({ page: "views=fleet" });
    expect(await screens.links.findByToken(secret)).toEqual(link);
  });

  it("uses a code up once, also when two operators enter it on two servers at the same time", async () => {
    const location = await newStore();
    const [one, other] = [await serverOn(location), await serverOn(location)];
    const { code } = await ask(one.pairings);
    const both = await Promise.all(
      [one, other].map(({ pairings }) => pairings.confirm(code, "", NOW).catch(() => null)),
    );
    expect(both.filter((pairing) => pairing !== null)).toHaveLength(1);
    expect(await one.pairings.find(code, NOW)).toBeNull();
    expect(await other.pairings.confirm(code, "", NOW)).toBeNull();
  });

  it("ends a code after five minutes, for the operator and for the screen", async () => {
    const { pairings } = await serverOn(await newStore());
    const { code, secret } = await ask(pairings);
    const end = NOW + PAIRING_LIFE_MS;
    expect(await pairings.find(code, end - 1)).not.toBeNull();
    expect(await pairings.find(code, end)).toBeNull();
    expect(await pairings.confirm(code, "", end)).toBeNull();
    expect(await pairings.findBySecret(secret, end)).toBeNull();
  });

  it("lets a screen collect late what was confirmed in time", async () => {
    const { pairings } = await serverOn(await newStore());
    const { code, secret } = await ask(pairings);
    await pairings.confirm(code, "", NOW);
    expect(await pairings.findBySecret(secret, NOW + 2 * PAIRING_LIFE_MS)).toMatchObject({ confirmedAt: NOW });
  });

  it("opens nothing for the code, or for any other text in the secret's place", async () => {
    const { pairings, links } = await serverOn(await newStore());
    const { code, secret } = await ask(pairings);
    await pairings.confirm(code, "", NOW);
    for (const guess of [code, "", "\0", secret.slice(0, -1), `${secret}A`]) {
      expect(await pairings.findBySecret(guess, NOW)).toBeNull();
      expect(await links.findByToken(guess)).toBeNull();
    }
  });

  it("gives another code where one is taken, and none where too many screens wait", async () => {
    const { store } = await serverOn(await newStore());
    const codes = ["CCCCCCCC", "CCCCCCCC", "DDDDDDDD"];
    const db = store.db.withTables<PairingTables>();
    const pairings = createPairings(db, () => codes.shift() ?? "FFFFFFFF");
    expect([(await ask(pairings)).code, (await ask(pairings)).code]).toEqual(["CCCCCCCC", "DDDDDDDD"]);
    await ask(pairings);
    expect(await pairings.ask(ASKER, NOW)).toBeNull();
    const rows = Array.from({ length: 1_000 }, (_, index) => ({
      ...ASKER,
      ...{ tokenHash: `${index}`, code: `${index}`, askedAt: NOW, expiresAt: NOW + 1, confirmedAt: null, page: "" },
    }));
    for (let start = 0; start < rows.length; start += 100)
      await db
        .insertInto("displayPairing")
        .values(rows.slice(start, start + 100))
        .execute();
    expect(await createPairings(db).ask(ASKER, NOW)).toBeNull();
    expect(await createPairings(db).ask(ASKER, NOW + 1)).not.toBeNull();
  });

  it("forgets codes that are long over", async () => {
    const { store, pairings } = await serverOn(await newStore());
    await ask(pairings);
    await ask(pairings, NOW + 24 * 3_600_000);
    expect(await store.db.withTables<PairingTables>().selectFrom("displayPairing").selectAll().execute()).toHaveLength(
      1,
    );
  });

  it("writes down what a screen says of itself once a minute, however often it does", async () => {
    const { links, contacts } = await serverOn(await newStore());
    const { link } = await links.create(exampleTerms({ kind: "display" }), "ada@example.com", NOW);
    const noteAt = async (at: number, page = "views=fleet") => {
      await contacts.note(link.id, { page, build: "1", at });
      return (await contacts.list()).get(link.id);
    };
    expect(await noteAt(NOW)).toEqual({ page: "views=fleet", build: "1", at: NOW });
    expect((await noteAt(NOW + CONTACT_EVERY_MS - 1))?.at).toBe(NOW);
    expect(await noteAt(NOW + CONTACT_EVERY_MS, "views=costs")).toMatchObject({ page: "views=costs" });
    // A clock that was set back.
    expect((await noteAt(NOW - 1))?.at).toBe(NOW - 1);
  });
});
