import { describe, expect, it, vi } from "vitest";
import { shareStateOf } from "@/lib/domain/people/share-link";
import { ADMIN, callTo, cookiesOf } from "@/lib/testing/example-auth";
import { exampleTerms } from "@/lib/testing/example-links";
import { pollOf } from "@/lib/testing/example-polls";
import { runServers } from "@/lib/testing/http/running-servers";
import { madeUp } from "@/lib/testing/made-up-provider";
import { postgresStores } from "@/lib/testing/stores";
import type { StoredAccount } from "../accounts/stored-account";
import { answerAuth } from "../features/sign-in/answer-auth";
import type { Application } from "../http/application";
import type { ShareLinkTables } from "../sharing/links/share-links";
import { hashPersonPassword, SERVER_ITSELF } from "../workload/hashing";

const newDatabaseUrl = postgresStores();
const EVE = { email: "eve@example.org", password: "battery correct horse" };

/** A question that is held for much longer than any test waits, until its answer is refused. */
function holdQuestion<Viewer>({ heldAnswers }: Application, admit: () => Promise<Viewer | null>) {
  const admitAgain = async () => {
    const viewer = await admit();
    if (viewer === null) throw new Error("refused");
    return viewer;
  };
  return heldAnswers.hold({
    ...{ key: "", maxPerKey: 1, waitMs: 600_000, signal: new AbortController().signal, viewer: null },
    current: () => ({ etag: "the same", validUntil: Number.POSITIVE_INFINITY }),
    ...{ isKnown: () => true, admitAgain },
  });
}

/** An account that cannot be read. */
function research(): StoredAccount {
  const settings = { team: "red", baseUrl: "http://127.0.0.1:1" };
  return {
    ...{ id: "research", provider: madeUp, label: "Research", settings, secrets: { apiKey: "mum_1" } },
    ...{ pollIntervalMs: null, requestsPerMinute: null, paused: null, retired: null },
    created: { at: Date.now(), by: ADMIN.email },
  };
}

describe.each([
  { how: "with hints", variables: {} },
  { how: "without hints", variables: { DATABASE_LISTEN_URL: "postgres://127.0.0.1:1/nothing" } },
])("what one server changes, $how", ({ variables }) => {
  async function startTwo(): Promise<[Application, Application]> {
    const [one, other] = await runServers(2, await newDatabaseUrl(), variables);
    if (one === undefined || other === undefined) throw new Error("Two servers were to start.");
    return [one, other];
  }

  it("ends what a session opened on another, even for a question that waits there", async () => {
    const [one, other] = await startTwo();
    const signedIn = await answerAuth({ request: callTo("/api/auth/sign-in/email", ADMIN), application: one });
    const headers = new Headers({ cookie: cookiesOf(signedIn) });
    const person = await other.identify(headers);
    const held = holdQuestion(other, () => other.identify(headers));
    await one.auth.sessions.revoke(person?.sessionId ?? "");
    await expect(held).rejects.toThrow("refused");
    expect(await other.identify(headers)).toBeNull();
  });

  it("is what a person may do on another from now on, even for a question that waits there", async () => {
    const [one, other] = await startTwo();
    const { people } = one.auth;
    const { link } = await people.add({ email: EVE.email, name: "Eve", role: "admin" });
    await people.setPasswordByToken(link.token, await hashPersonPassword(EVE.password, SERVER_ITSELF));
    const signedIn = await answerAuth({ request: callTo("/api/auth/sign-in/email", EVE), application: other });
    const headers = new Headers({ cookie: cookiesOf(signedIn) });
    const findAdmin = async () => {
      const person = await other.identify(headers);
      return person?.role === "admin" ? person : null;
    };
    const eve = await findAdmin();
    const held = holdQuestion(other, findAdmin);
    await people.change(eve?.id ?? "", { role: "viewer" });
    await expect(held).rejects.toThrow("refused");
    expect(await other.identify(headers)).toMatchObject({ email: EVE.email, role: "viewer" });
  });

  it("ends what a link shows on another, on the wall screen that it was made for, too", async () => {
    const [one, other] = await startTwo();
    const { pairing, secret } = await other.displays.pairings.start({ address: null, userAgent: null }, Date.now());
    const expiresAt = Date.now() + 3_600_000;
    const wish = { terms: exampleTerms({ expiresAt }), createdBy: ADMIN.email };
    const paired = await one.displays.pair(pairing.code, "", wish, Date.now());
    const find = async () => {
      const link = await other.shareLinks.findByToken(secret);
      return link?.revokedAt === null ? link : null;
    };
    expect(await find()).toMatchObject({ id: paired?.link.id });
    const held = holdQuestion(other, find);
    await one.shareLinks.revoke(paired?.link.id ?? "", Date.now());
    await expect(held).rejects.toThrow("refused");
  });

  it("is when a link ends on another, even for a question that waits there", async () => {
    const [one, other] = await startTwo();
    const terms = exampleTerms({ expiresAt: Date.now() + 3_600_000 });
    const { link, token } = await one.shareLinks.create(terms, ADMIN.email, Date.now());
    const find = async () => {
      const found = await other.shareLinks.findByToken(token);
      return found !== null && shareStateOf(found, Date.now()) === "active" ? found : null;
    };
    expect(await find()).toMatchObject({ id: link.id });
    const held = holdQuestion(other, find);
    const db = one.store?.db.withTables<ShareLinkTables>();
    await db?.updateTable("shareLink").set({ expiresAt: Date.now() }).where("id", "=", link.id).execute();
    await expect(held).rejects.toThrow("refused");
  });

  it("is an account, a rule and a silence of another as well", async () => {
    const [one, other] = await startTwo();
    await one.accounts.stored.add(research());
    await expect.poll(() => other.live.current().accounts.map(({ id }) => id)).toEqual(["research"]);
    await other.alerting.configuration.rules.set("cluster-down", { forMs: 123_000 });
    await other.alerting.configuration.silences.add(
      { match: { accountId: "research" }, until: Date.now() + 3_600_000, weekly: null, why: "A move" },
      ADMIN.email,
    );
    const { configuration } = one.alerting;
    await expect.poll(() => configuration.current().rules["cluster-down"].forMs).toBe(123_000);
    await expect.poll(() => configuration.silences.list().map(({ why }) => why)).toEqual(["A move"]);
  });

  it("is a jump of the clock that one of them has noticed, which is a warning on both", async () => {
    const servers = await startTwo();
    const history = servers[0].historyHandle.current() ?? expect.fail();
    for (const ms of [0, 15_000]) {
      // By the wall clock, half an hour has passed between the two.
      const at = Date.now() - 3_600_000 + ms * 120;
      await history.recordPoll(pollOf(at, { accountId: "research", steady: { process: "a", ms } }));
    }
    await servers[0].accounts.stored.add(research());
    const warnings = () => servers.map(({ poller }) => poller.store.account("research")?.warnings.join());
    const told = expect.stringContaining("clock");
    await expect.poll(warnings).toEqual([told, told]);
  });

  it("is an alert that one of them has judged to fire, with the same tag for both", async () => {
    const [one, other] = await startTwo();
    // Each also looks by itself, which takes longer.
    const readAgain = [one, other].map(({ alerting }) => vi.spyOn(alerting, "readAgain"));
    await one.alerting.configuration.rules.set("account-failing", { threshold: 1 });
    await one.accounts.stored.add(research());
    const firing = () => [one, other].map(({ firingAlerts }) => firingAlerts());
    await expect
      .poll(() => firing().map((each) => each?.alerts.map(({ rule }) => rule)))
      .toEqual([["account-failing"], ["account-failing"]]);
    expect(new Set(firing().map((each) => each?.tag)).size).toBe(1);
    await expect.poll(() => readAgain.every(({ mock }) => mock.calls.length > 0)).toBe(true);
  });
});
