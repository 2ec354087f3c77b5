import fc from "fast-check";
import { expect, it, onTestFinished } from "vitest";
import type { WatchedAccount } from "@/lib/domain/alerts/conditions/situation";
import { DEFAULT_RULES } from "@/lib/domain/alerts/rule";
import { MINUTE_MS, SECOND_MS } from "@/lib/domain/time/epoch";
import { type Fate, loseAnswers } from "@/lib/testing/servers/lossy-database";
import { type ScriptedLeases, scriptedLeases } from "@/lib/testing/servers/scripted-leases";
import { postgresStores } from "@/lib/testing/stores";
import { DEFAULT_TIMING } from "../configuration/alerts/configured-alerts";
import { COORDINATION_PART } from "../coordination/coordination-part";
import { migrate } from "../store/migrate";
import { openDatabase, type Store } from "../store/open-database";
import { webhook } from "./channels/webhook";
import { type AlertEngine, startAlertEngine } from "./engine";
import { createOutbox } from "./outbox/outbox";
import { createSender, type Sender } from "./outbox/sender";
import { ALERT_PART } from "./store/alert-part";
import { createAlertStore } from "./store/alert-store";
import { createAlertTerm } from "./store/alert-term";
import type { AlertTables } from "./store/schema";
import { speakableVersion } from "./store/speakable-alerts";

const newDatabaseUrl = postgresStores();

const START = Date.UTC(2026, 10, 29);
const SERVERS = 3;
const ALERTS = 100;
const PER_STEP = 25;
const TIMING = { ...DEFAULT_TIMING, groupWaitMs: 0, groupIntervalMs: 0, digestOver: 10_000 };
const CHANNELS = [
  { id: "ops", minSeverity: "info", rules: null, accounts: null },
  { id: "pager", minSeverity: "info", rules: null, accounts: null, isPerAlert: true },
] as const;
const LOOKS_PER_ROUND = 4;
const NO_FAULTS = { commits: [], claims: [] };

/** What happens while some accounts begin to fail, or are mended. */
interface Step {
  /** Who judges from then on, and whether whoever judged until then learns of it. */
  judge: number;
  former: "told" | "paused" | "well";
  /** The server that is killed with its next message, once that has arrived; none if there is no such server. */
  killed: number;
  /** What becomes of commits, one after the other. */
  commits: readonly Fate[];
  /** The same of claims, and of notes of what came of messages. */
  claims: readonly Fate[];
}

const fates = (arriving: number): fc.Arbitrary<Fate[]> =>
  fc.array(
    fc.oneof(
      { weight: arriving, arbitrary: fc.constant<Fate>("arrives") },
      { weight: 1, arbitrary: fc.constant<Fate>("is lost") },
      { weight: 2, arbitrary: fc.constant<Fate>("loses its answer") },
    ),
    { minLength: 20, maxLength: 40 },
  );
const STEP: fc.Arbitrary<Step> = fc.record({
  judge: fc.nat(SERVERS - 1),
  former: fc.constantFrom("told", "paused", "well"),
  killed: fc.nat(2 * SERVERS - 1),
  commits: fates(1),
  claims: fates(20),
});
const STEPS = (2 * ALERTS) / PER_STEP;

interface Server {
  name: string;
  engine: AlertEngine;
  sender: Sender;
  /** Resolves once it has been killed. */
  death: Promise<void>;
  isDead(): boolean;
  killWithNextMessage(): void;
}

class World {
  now = START;
  readonly failing = new Set<number>();
  faults: Pick<Step, "commits" | "claims"> = NO_FAULTS;
  /** The ids of the messages that have arrived. */
  readonly arrived: string[] = [];
  /** Those whose server was killed before it could note that. */
  readonly unnoted = new Set<string>();
  private sent = 0;
  private started = 0;

  constructor(
    private readonly databaseUrl: string,
    private readonly leases: ScriptedLeases,
  ) {}

  async start(): Promise<Server> {
    this.started += 1;
    const name = `server-${this.started}`;
    const lossy = await loseAnswers(this.databaseUrl, (sent) => {
      if (!/commit|update "delivery"/i.test(sent)) return "arrives";
      const fates = /commit/i.test(sent) ? this.faults.commits : this.faults.claims;
      this.sent += 1;
      return fates[this.sent % fates.length] ?? "arrives";
    });
    const store = openDatabase({ databaseUrl: lossy.databaseUrl });
    onTestFinished(async () => {
      lossy.refuse();
      lossy.close();
      await store.close();
    });
    const term = createAlertTerm();
    const starting = this.startEngine(store, term);
    const finish = async () => {
      term.finish();
      await (await starting).look().catch(whatever);
    };
    this.leases.ofServer(name).want("alerts", term.begin, finish);
    const dying = Promise.withResolvers<void>();
    let life: "lives" | "is to be killed" | "is dead" = "lives";
    const arrive = async (id: string): Promise<void> => {
      this.arrived.push(id);
      if (life === "lives") return;
      this.unnoted.add(id);
      life = "is dead";
      lossy.refuse();
      dying.resolve();
      await new Promise(() => {});
    };
    return {
      ...{ name, death: dying.promise, isDead: () => life === "is dead" },
      engine: await starting,
      sender: this.createSender(store, arrive),
      killWithNextMessage: () => {
        life = "is to be killed";
      },
    };
  }

  private async startEngine(store: Store, term: ReturnType<typeof createAlertTerm>): Promise<AlertEngine> {
    const db = store.db.withTables<AlertTables>();
    const starting = () =>
      startAlertEngine({
        ...{ store: createAlertStore(db, term), term, now: () => this.now },
        version: (at) => speakableVersion(db, store.dialect, at),
        settings: () => ({ rules: DEFAULT_RULES, channels: CHANNELS, silences: [], timing: TIMING }),
        situation: () => ({ accounts: this.accounts(), budgets: [], server: { history: null, channels: [] } }),
        describe: ({ subject }) => ({ label: subject.id, usdMicrosSoFar: null }),
        onMessages: () => {},
        onStored: () => {},
      });
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const engine = await starting().catch(() => null);
      if (engine !== null) return engine;
    }
    return starting();
  }

  private createSender(store: Store, arrive: (id: string) => Promise<void>): Sender {
    const nowhere = () => Promise.reject(new Error("Nothing goes there."));
    return createSender({
      outbox: createOutbox(store.db.withTables<AlertTables>(), store.dialect),
      channel: async () => ({
        ...{ kind: webhook, settings: { url: "https://ops.example.com" }, show: { names: true, costs: true } },
      }),
      isInUse: () => true,
      message: async ({ id, event }, _, at) => ({
        ...{ id, event, items: [], groupKey: "g", url: "https://deck.example.org", at },
      }),
      onAttempt: async () => {},
      onSettled: () => {},
      ways: {
        ...{ mail: nowhere, push: nowhere },
        http: {
          send: async (_url, { headers }) => {
            await arrive(String(new Headers(headers).get("webhook-id")));
            return { status: 204, headers: new Headers(), body: null };
          },
        },
      },
      ...{ log: { warn: () => {} }, now: () => this.now, random: () => 0.5 },
    });
  }

  private accounts(): WatchedAccount[] {
    return Array.from({ length: ALERTS }, (_, index) => {
      const isFailing = this.failing.has(index);
      return {
        ...{ id: `account-${index}`, state: isFailing ? "failing" : "ok", pollIntervalMs: 15 * SECOND_MS },
        problem: isFailing ? { code: "auth", detail: "It refuses the key.", since: this.now } : null,
        ...{ lastAttemptAt: this.now, lastSuccessAt: this.now, billing: null, clusters: [], gone: [] },
      };
    });
  }
}

/** Whatever fails is tried again with the next round. */
const whatever = () => {};

/** Looks a few times, and sends after each look as long as anything arrives. */
async function work({ engine, sender, death }: Server, arrived: readonly string[]): Promise<void> {
  for (let look = 0; look < LOOKS_PER_ROUND; look += 1) {
    await engine.look().catch(whatever);
    let before: number;
    do {
      before = arrived.length;
      await sender.sendDue().catch(whatever);
      await Promise.race([sender.idle(), death]);
    } while (arrived.length > before);
  }
}

it("three servers say each of a hundred alerts once, and its end once, whoever judges, is killed, or loses the database's answers", async () => {
  const databaseUrl = await newDatabaseUrl();
  const direct = openDatabase({ databaseUrl });
  onTestFinished(() => direct.close());
  for (const part of [COORDINATION_PART, ALERT_PART]) await migrate(direct, part.migrations);
  const db = direct.db.withTables<AlertTables>();

  const history = fc.asyncProperty(fc.array(STEP, { minLength: STEPS, maxLength: STEPS }), async (steps) => {
    for (const table of ["deliveryAlert", "delivery", "alert"] as const) await db.deleteFrom(table).execute();
    const leases = scriptedLeases(direct.db);
    const world = new World(databaseUrl, leases);
    const servers = await Promise.all(Array.from({ length: SERVERS }, () => world.start()));
    const give = (judge: number, former: "told" | "paused" | "well") =>
      leases.give("alerts", servers[judge]?.name ?? "", former);
    const round = async (giving: Promise<void>) => {
      world.now += 20 * SECOND_MS;
      await Promise.all([giving, ...servers.map((one) => work(one, world.arrived))]);
      for (const [index, server] of servers.entries()) if (server.isDead()) servers[index] = await world.start();
    };
    for (const [index, { judge, former, killed, ...faults }] of steps.entries()) {
      for (let account = 0; account < PER_STEP; account += 1) {
        const toggled = (index * PER_STEP + account) % ALERTS;
        if (!world.failing.delete(toggled)) world.failing.add(toggled);
      }
      world.faults = faults;
      servers[killed]?.killWithNextMessage();
      await round(give(judge, former));
      world.faults = NO_FAULTS;
      await give(judge, "told");
      await round(Promise.resolve());
    }
    for (let rest = 0; rest < 6; rest += 1) {
      world.now += MINUTE_MS;
      await round(give(rest % SERVERS, "told"));
    }

    const alerts = await db.selectFrom("alert").select(["id", "subjectId", "state"]).execute();
    expect(alerts.filter(({ state }) => state !== "resolved")).toEqual([]);
    expect(new Set(alerts.map(({ subjectId }) => subjectId)).size).toBe(ALERTS);
    expect(alerts).toHaveLength(ALERTS);
    const said = await db
      .selectFrom("delivery")
      .innerJoin("deliveryAlert", "deliveryId", "id")
      .select(["id", "channelId", "event", "state", "alertId"])
      .where("state", "!=", "replaced")
      .execute();
    const expected = CHANNELS.flatMap(({ id }) =>
      alerts.flatMap((alert) => ["firing", "resolved"].map((event) => `${id} ${event} ${alert.id} delivered`)),
    );
    const asSaid = said.map(({ channelId, event, alertId, state }) => `${channelId} ${event} ${alertId} ${state}`);
    expect(asSaid.sort()).toEqual(expected.sort());
    const twice = world.arrived.filter((id, index) => world.arrived.indexOf(id) !== index);
    expect(twice.filter((id) => !world.unnoted.has(id))).toEqual([]);
    expect(new Set(world.arrived)).toEqual(new Set(said.map(({ id }) => id)));
  });
  // One is long enough, and shrinking it would take minutes.
  await fc.assert(history, { numRuns: 1, endOnFailure: true });
});
