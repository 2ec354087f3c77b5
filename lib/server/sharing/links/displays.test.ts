import { expect, it, onTestFinished } from "vitest";
import { PAIRING_LIFE_MS, readPairingCode } from "@/lib/domain/people/pairing-code";
import { exampleTerms, NOW } from "@/lib/testing/example-links";
import { describeEachStore } from "@/lib/testing/stores";
import { openDatabase, type StoreLocation } from "../../store/open-database";
import { CONTACT_EVERY_MS } from "../displays/display-contacts";
import { openDisplays } from "../displays/open-displays";
import { createPairings, type Pairings, type PairingTables } from "../displays/pairings";
import { openShareLinks } from "./open-share-links";

const SOURCE = { address: "10.0.0.7", userAgent: "Kiosk" };
const WISH = { terms: exampleTerms(), createdBy: "ada@example.com" };

async function serverOn(location: StoreLocation) {
  const store = openDatabase(location);
  onTestFinished(() => store.close());
  const links = await openShareLinks(store, Date.now, () => {});
  return { store, links, ...(await openDisplays(store)) };
}

async function ask(pairings: Pairings, at = NOW) {
  const { pairing, secret } = await pairings.start(SOURCE, at);
  return { code: pairing.code, secret };
}

describeEachStore((newStore) => {
  it("works when the screen and the operator use different servers, and stores no secret", async () => {
    const location = await newStore();
    const [screens, operators] = [await serverOn(location), await serverOn(location)];
    const { code, secret } = await ask(screens.pairings);
    expect(readPairingCode(code)).toBe(code);
    expect(await screens.pairings.findBySecret(secret, NOW)).toMatchObject({ confirmedAt: null });
    expect(await operators.pairings.find(code, NOW)).toMatchObject(SOURCE);
    expect(JSON.stringify(await operators.pairings.find(code, NOW))).not.toContain(secret);

    const paired = await operators.pair(code, "views=fleet", WISH, NOW + 1);
    expect(await screens.pairings.findBySecret(secret, NOW + 2)).toMatchObject({ page: "views=fleet" });
    expect(await screens.links.findByToken(secret)).toEqual(paired?.link);
  });

  it("uses a code up once, even when two operators enter it on two servers at the same time", async () => {
    const location = await newStore();
    const [one, other] = [await serverOn(location), await serverOn(location)];
    const { code } = await ask(one.pairings);
    const both = await Promise.all([one, other].map(({ pair }) => pair(code, "", WISH, NOW).catch(() => null)));
    expect(both.filter((pairing) => pairing !== null)).toHaveLength(1);
    expect(await one.links.list()).toHaveLength(1);
    expect(await one.pairings.find(code, NOW)).toBeNull();
    expect(await other.pair(code, "", WISH, NOW)).toBeNull();
  });

  it("uses no code up if the link cannot be stored", async () => {
    const server = await serverOn(await newStore());
    const { code } = await ask(server.pairings);
    await server.store.db.schema.alterTable("shareLink").renameTo("away").execute();
    await expect(server.pair(code, "", WISH, NOW)).rejects.toThrow();
    await server.store.db.schema.alterTable("away").renameTo("shareLink").execute();
    expect(await server.pair(code, "", WISH, NOW)).not.toBeNull();
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

  it("lets a screen collect later what was confirmed in time", async () => {
    const { pairings } = await serverOn(await newStore());
    const { code, secret } = await ask(pairings);
    await pairings.confirm(code, "", NOW);
    expect(await pairings.findBySecret(secret, NOW + 2 * PAIRING_LIFE_MS)).toMatchObject({ confirmedAt: NOW });
  });

  it("opens nothing for the code, or for any other text in place of the secret", async () => {
    const { pairings, links } = await serverOn(await newStore());
    const { code, secret } = await ask(pairings);
    await pairings.confirm(code, "", NOW);
    for (const guess of [code, "", "\0", secret.slice(0, -1), `${secret}A`]) {
      expect(await pairings.findBySecret(guess, NOW)).toBeNull();
      expect(await links.findByToken(guess)).toBeNull();
    }
  });

  it("gives another code if one is taken", async () => {
    const { store } = await serverOn(await newStore());
    const codes = ["CCCCCCCC", "CCCCCCCC", "DDDDDDDD"];
    const pairings = createPairings(store.db.withTables<PairingTables>(), () => codes.shift() ?? "FFFFFFFF");
    expect([(await ask(pairings)).code, (await ask(pairings)).code]).toEqual(["CCCCCCCC", "DDDDDDDD"]);
  });

  // More than one address, and more than all together, may have. Each is written to disk, which takes time.
  it.each([
    [80, 1],
    [1_000, 200],
  ])(
    "gives a screen a code, and lets it keep the code, while strangers ask %i times from %i addresses",
    async (times, addresses) => {
      const { pairings } = await serverOn(await newStore());
      const early = await ask(pairings);
      for (let asked = 0; asked < times; asked += 1) {
        const address = `198.51.100.${asked % addresses}`;
        await pairings.start({ address, userAgent: null }, NOW + asked);
      }
      const late = await ask(pairings, NOW + 1_000);
      for (let asked = 0; asked < 50; asked += 1) {
        await pairings.start({ address: `198.51.100.${asked % addresses}`, userAgent: null }, NOW + 2_000);
      }
      const end = NOW + PAIRING_LIFE_MS - 1;
      for (const { code } of [early, late]) expect(await pairings.find(code, end)).not.toBeNull();
    },
  );

  it("forgets codes that expired long ago", async () => {
    const { store, pairings } = await serverOn(await newStore());
    await ask(pairings);
    await ask(pairings, NOW + 24 * 3_600_000);
    expect(await store.db.withTables<PairingTables>().selectFrom("displayPairing").selectAll().execute()).toHaveLength(
      1,
    );
  });

  it("stores what a screen says about itself once a minute, however often it polls", async () => {
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
