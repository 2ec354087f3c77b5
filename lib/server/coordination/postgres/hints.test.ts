import pg from "pg";
import { pino } from "pino";
import { expect, it, onTestFinished, vi } from "vitest";
import { coordinatedDatabase, QUICK, startCoordinated as start } from "@/lib/testing/servers/coordinated-servers";
import { openGate } from "@/lib/testing/servers/network-gate";
import { postgresStores } from "@/lib/testing/stores";
import { createListener } from "./listener";
import { createPostgresHints } from "./postgres-hints";
import { TIMING } from "./timing";

const newDatabaseUrl = postgresStores();
const newDatabase = async () => coordinatedDatabase(await newDatabaseUrl());

function countLooks(server: ReturnType<typeof start>, topic: string): () => number {
  let looks = 0;
  onTestFinished(
    server.hints.follow(topic, async () => {
      looks += 1;
    }),
  );
  return () => looks;
}

it("has the other servers look at what was told, and neither the one that told it nor who follows something else", async () => {
  const { databaseUrl } = await newDatabase();
  const [one, other] = [start({ databaseUrl }, []), start({ databaseUrl }, [])];
  const [own, foreign, unrelated] = [
    countLooks(one, "readings:a"),
    countLooks(other, "readings:a"),
    countLooks(other, "readings:b"),
  ];
  // Each looks once it listens, since it may have missed something.
  await expect.poll(() => [own(), foreign(), unrelated()]).toEqual([1, 1, 1]);
  one.hints.tell("readings:a");
  await expect.poll(foreign).toBe(2);
  expect([own(), unrelated()]).toEqual([1, 1]);
});

it("listens again after its connection was ended, and looks at what it may have missed", async () => {
  const { databaseUrl, client } = await newDatabase();
  const [one, other] = [start({ databaseUrl }, []), start({ databaseUrl }, [])];
  const looks = countLooks(other, "access");
  await expect.poll(looks).toBe(1);
  await client.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'listen%'",
  );
  await expect.poll(looks).toBe(2);
  one.hints.tell("access");
  await expect.poll(looks).toBe(3);
});

it("says that it hears nothing where hints do not arrive, as through a pooler in transaction mode, and works all the same", async () => {
  const { databaseUrl } = await newDatabase();
  // In another database one may listen as well, and hears nothing either.
  const timing = { ...QUICK, heardWithinMs: TIMING.heardWithinMs };
  const deaf = start({ databaseUrl, listenUrl: await newDatabaseUrl(), timing }, ["alerts"]);
  const hears = () => deaf.servers()?.map(({ hearsHints }) => hearsHints);
  await expect.poll(hears).toEqual([false]);
  await expect.poll(deaf.trusted).toEqual(["alerts"]);
});

it("does not count a connection as hearing that ends before anything was heard on it", async () => {
  const url = new URL(await newDatabaseUrl());
  const gate = await openGate(Number(url.port));
  url.port = String(gate.port);
  const [onListening, send] = [vi.fn(), vi.fn(async () => gate.cut())];
  const listener = createListener({
    ...{ connectionString: url.href, channel: "example", test: "test", onMessage: () => {}, onListening, send },
    log: pino({ enabled: false }),
  });
  onTestFinished(async () => {
    await listener.stop();
    gate.close();
  });
  listener.begin();
  await expect.poll(() => send.mock.calls.length).toBeGreaterThan(1);
  expect([onListening.mock.calls.length, listener.isHearing()]).toEqual([0, false]);
});

it("notices a connection over which nothing comes any more, though nobody has ended it", async () => {
  const url = new URL(await newDatabaseUrl());
  const gate = await openGate(Number(url.port));
  const direct = new pg.Client(url.href);
  await direct.connect();
  url.port = String(gate.port);
  const onListening = vi.fn();
  const listener = createListener({
    ...{ connectionString: url.href, channel: "example", test: "test", onMessage: () => {}, onListening },
    send: async (payload) => void (await direct.query("select pg_notify('example', $1)", [payload])),
    log: pino({ enabled: false }),
    timing: { beatEveryMs: 300, answerTimeoutMs: 3_000, heardWithinMs: 60_000 },
  });
  onTestFinished(async () => {
    await listener.stop();
    gate.close();
    await direct.end();
  });
  listener.begin();
  await expect.poll(() => onListening.mock.calls.length).toBeGreaterThan(0);
  gate.freeze();
  await expect.poll(() => listener.isHearing()).toBe(false);
  gate.open();
  await expect.poll(() => listener.isHearing()).toBe(true);
});

it("tells a topic once more, however often it was told while it was on its way, and never looks twice at once", async () => {
  const sent: string[] = [];
  const { promise: onItsWay, resolve: arrive } = Promise.withResolvers<void>();
  const hints = createPostgresHints({
    send: async (topic) => {
      sent.push(topic);
      await onItsWay;
    },
    onLookFailed: () => {},
    everyMs: TIMING.lookEveryMs,
  });
  onTestFinished(hints.stop);
  for (let time = 0; time < 100; time += 1) hints.tell("readings:a");
  hints.tell("readings:b");
  arrive();
  await expect.poll(() => sent).toEqual(["readings:a", "readings:b", "readings:a"]);

  const { promise: looking, resolve: seen } = Promise.withResolvers<void>();
  let looks = 0;
  hints.follow("readings:a", async () => {
    looks += 1;
    await looking;
  });
  for (let time = 0; time < 100; time += 1) hints.hear("readings:a");
  expect(looks).toBe(1);
  seen();
  await expect.poll(() => looks).toBe(2);
});

it("looks again after a look that failed, and logs that", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const onLookFailed = vi.fn();
  const hints = createPostgresHints({ send: async () => {}, onLookFailed, everyMs: TIMING.lookEveryMs });
  const look = vi.fn(() => Promise.reject(new Error("The database is away.")));
  const end = hints.follow("access", look);
  await vi.advanceTimersByTimeAsync(10_000);
  expect([look.mock.calls.length, onLookFailed.mock.calls.length]).toEqual([2, 2]);
  end();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(look).toHaveBeenCalledTimes(2);
});
