import { afterEach, beforeEach, expect, it } from "vitest";
import { ADMIN, startAuth, type TestServer } from "@/lib/testing/example-auth";
import { describeEachStore } from "@/lib/testing/stores";
import { SERVER_ITSELF } from "../workload/hashing";

/** Two servers of one database. On SQLite one of them may find the other writing, which is a failure like any other. */
describeEachStore((newStore) => {
  let servers: [TestServer, TestServer];
  async function startBoth(firstAdmin: typeof ADMIN | null): Promise<void> {
    const storage = await newStore();
    servers = [await startAuth(storage, { firstAdmin }), await startAuth(storage, { firstAdmin })];
  }
  beforeEach(() => startBoth(ADMIN));
  afterEach(async () => {
    for (const { store } of servers) await store.close();
  });

  /** Does the same thing `times` times at once, half on each server. Returns how often it succeeded. */
  async function atOnce(times: number, work: (server: TestServer, index: number) => Promise<unknown>): Promise<number> {
    const all = Array.from({ length: times }, (_, index) => work(servers[index % 2 === 0 ? 0 : 1], index));
    return (await Promise.allSettled(all)).filter(({ status }) => status === "fulfilled").length;
  }

  it("creates one admin from one setup code, however many claims arrive at once", async () => {
    for (const { store } of servers) await store.close();
    await startBoth(null);
    const code = servers[0].auth.setup.code ?? "";
    const claim = ({ auth }: TestServer, index: number) =>
      auth.setup.claim(code, { ...ADMIN, email: `admin-${index}@example.org`, name: "Ada" }, SERVER_ITSELF);
    expect(await atOnce(8, claim)).toBe(1);
    expect(await servers[0].auth.people.list()).toHaveLength(1);
  });

  it("leaves the setup code valid if the admin could not be created", async () => {
    for (const { store } of servers) await store.close();
    await startBoth(null);
    const [{ auth, store }] = servers;
    const claim = () => auth.setup.claim(auth.setup.code ?? "", { ...ADMIN, name: "Ada" }, SERVER_ITSELF);
    await store.db.schema.alterTable("credential").renameTo("away").execute();
    await expect(claim()).rejects.toThrow();
    await store.db.schema.alterTable("away").renameTo("credential").execute();
    await claim();
    expect(await auth.people.hasAdmin()).toBe(true);
  });

  it("sets one password with one link, however often it is used at once", async () => {
    const { id, link } = await servers[0].auth.people.add({ email: "eve@example.org", name: "Eve", role: "viewer" });
    const use = async ({ auth: { people } }: TestServer) => {
      if (!(await people.setPasswordByToken(link.token, "hash"))) throw new Error("The link was used.");
    };
    expect(await atOnce(6, use)).toBe(1);
    expect(await servers[1].auth.people.find(id)).toMatchObject({ signsInWith: "password" });
  });

  it("leaves only one password link working, however many are made at once", async () => {
    const { people } = servers[0].auth;
    const { id } = await people.add({ email: "eve@example.org", name: "Eve", role: "viewer" });
    const tokens: string[] = [];
    await atOnce(6, async ({ auth }) => tokens.push((await auth.people.newPasswordToken(id)).token));
    const working = await Promise.all(tokens.map((token) => people.findByPasswordToken(token)));
    expect(working.filter((person) => person !== null)).toHaveLength(1);
  });

  it("adds one person with an address, however many are added at once", async () => {
    const eve = { email: "eve@example.org", name: "Eve", role: "viewer" } as const;
    expect(await atOnce(6, ({ auth }) => auth.people.add(eve))).toBe(1);
  });

  it("keeps an admin when the last two are disabled, demoted and removed at once", async () => {
    const [{ auth }] = servers;
    const second = await auth.people.add({ email: "second@example.org", name: "Second", role: "admin" });
    await auth.people.setPasswordByToken(second.link.token, "hash");
    const ids = (await auth.people.list()).map(({ id }) => id);
    const ways = [
      ({ auth: on }: TestServer, id: string) => on.people.change(id, { disabled: true }),
      ({ auth: on }: TestServer, id: string) => on.people.change(id, { role: "viewer" }),
      ({ auth: on }: TestServer, id: string) => on.people.remove(id),
    ];
    await atOnce(6, async (server, index) => ways[index % 3]?.(server, ids[index % 2] ?? ""));
    expect(await auth.people.hasAdmin()).toBe(true);
  });
});
