import { describe, expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "@/lib/domain/time/epoch";
import { nextTurn } from "@/lib/server/pause";
import { ProviderError } from "@/lib/server/providers/errors";
import type { FleetReading } from "@/lib/server/providers/spec";
import { httpOverFake } from "@/lib/testing/http-over-fake";
import { instanceBody } from "./fake/bodies";
import { createVastFake } from "./fake/fake";
import charges from "./fixtures/charges.json";
import { vast } from "./index";
import { COLUMNS } from "./wire";

const STARTED_AT = Date.UTC(2026, 10, 20, 15);
const { signal } = new AbortController();

/** A client of the fake, on a clock that moves only when somebody waits. `seen` has each request and when it came. */
function start({ clusters, apiKey }: { clusters?: number; apiKey?: string } = {}) {
  const clock = { now: STARTED_AT };
  const now = () => clock.now;
  const fleet = clusters === undefined ? {} : { fleet: { clusters, nodesPerCluster: 10 } };
  const fake = createVastFake({ now, startedAt: STARTED_AT, ...fleet });
  const { handle } = fake;
  const seen: { url: URL; at: number; status: number }[] = [];
  const answers: ((url: URL) => Response | null)[] = [];
  fake.handle = async (request) => {
    const url = new URL(request.url);
    const response = answers.map((answer) => answer(url)).find((answer) => answer !== null) ?? (await handle(request));
    seen.push({ url, at: clock.now - STARTED_AT, status: response.status });
    return response;
  };
  const parsed = vast.parse({ apiKey: apiKey ?? fake.apiKey, baseUrl: "http://127.0.0.1/api" });
  if (!parsed.ok) throw new Error("expected the settings to be right");
  const sleep = async (ms: number) => {
    clock.now += ms;
  };
  const client = parsed.connect({ http: httpOverFake(fake, now, "/api", { pace: vast.pace, sleep }), now });
  const lists = () => seen.filter(({ url }) => url.pathname === "/api/v1/instances");
  return { fake, client, clock, seen, lists, answers };
}

/** What `answer` gives for the first requests to a path that `isMeant`. */
function firstTimes(times: number, isMeant: (url: URL) => boolean, answer: () => Response) {
  let left = times;
  return (url: URL) => {
    if (left === 0 || !isMeant(url)) return null;
    left -= 1;
    return answer();
  };
}

const isLaterPage = (url: URL) => url.searchParams.has("after_token");
const tooFrequent = () => new Response("API requests too frequent: endpoint threshold=1.0", { status: 429 });
const badToken = () => Response.json({ error: "invalid_token", msg: "Invalid pagination token" }, { status: 400 });

describe("the list", () => {
  it("is read in pages of 25, two seconds apart, in the columns that are read and no others", async () => {
    const { client, lists } = start({ clusters: 8 });
    const { clusters, complete } = await client.readFleet(signal);
    expect([clusters.length, clusters.flatMap(({ nodes }) => nodes ?? []).length, complete]).toEqual([8, 80, true]);
    expect(lists().map(({ at, status }) => [at, status])).toEqual([0, 2_000, 4_000, 6_000].map((at) => [at, 200]));
    for (const { url } of lists()) {
      expect(url.searchParams.get("limit")).toBe("25");
      expect(JSON.parse(url.searchParams.get("select_cols") ?? "")).toEqual(COLUMNS);
    }
    for (const column of ["jupyter_token", "extra_env", "onstart", "image_args"]) expect(COLUMNS).not.toContain(column);
  });

  it("is read from its beginning again if a token has become invalid, and loses nothing", async () => {
    const { client, lists, answers } = start({ clusters: 8 });
    answers.push(firstTimes(1, isLaterPage, badToken));
    const { clusters, complete } = await client.readFleet(signal);
    expect([clusters.flatMap(({ nodes }) => nodes ?? []).length, complete, lists().length]).toEqual([80, true, 6]);
  });

  it("is shown as far as it could be read, as incomplete, if tokens are invalid again and again", async () => {
    const { client, lists, answers } = start({ clusters: 8 });
    answers.push(firstTimes(99, isLaterPage, badToken));
    const { clusters, complete } = await client.readFleet(signal);
    expect([clusters.flatMap(({ nodes }) => nodes ?? []).length, complete, lists().length]).toEqual([25, false, 6]);
  });

  it("goes on after 5 s, then 10 s, where a page in the middle is refused as too early", async () => {
    const { client, lists, answers } = start({ clusters: 4 });
    answers.push(firstTimes(2, isLaterPage, tooFrequent));
    expect((await client.readFleet(signal)).complete).toBe(true);
    expect(lists().map(({ at }) => at)).toEqual([0, 2_000, 7_000, 17_000]);
  });

  it("fails as rate-limited, and says for how long, where its first page is refused as too early", async () => {
    const { client, answers } = start();
    answers.push(firstTimes(9, ({ pathname }) => pathname.endsWith("/instances"), tooFrequent));
    await expect(client.readFleet(signal)).rejects.toMatchObject({ kind: "rate-limited", retryAfterMs: 5_000 });
    await expect(client.readFleet(signal)).rejects.toMatchObject({ kind: "rate-limited", retryAfterMs: 10_000 });
  });

  it("is incomplete if it announces more than it brings, or its next page is named unreadably", async () => {
    const page = (changes: object) => () =>
      Response.json({ instances: [{ id: 1 }], total_instances: 1, next_token: null, ...changes });
    for (const changes of [{ total_instances: 2 }, { next_token: { odd: 1 } }]) {
      const { client, answers } = start();
      answers.push(firstTimes(1, ({ pathname }) => pathname.endsWith("/instances"), page(changes)));
      expect((await client.readFleet(signal)).complete).toBe(false);
    }
  });
});

describe("beside the list", () => {
  /** What is asked beside the list comes with a later reading. */
  async function readUntil(started: ReturnType<typeof start>, isDone: (fleet: FleetReading) => boolean) {
    for (;;) {
      const fleet = await started.client.readFleet(signal);
      if (isDone(fleet)) return fleet;
      await nextTurn();
      started.clock.now += MINUTE_MS;
    }
  }

  it("the balance and what was charged are asked for, and joined to the next reading", async () => {
    const started = start();
    const fleet = await readUntil(started, ({ billing, accrued }) => Boolean(billing && accrued));
    expect(fleet.billing).toMatchObject({ balanceUsdMicros: 1_642_310_000, suspension: null });
    expect([...(fleet.accrued?.keys() ?? [])]).toEqual(["27310001", "label:sdxl-finetune"]);
    const asked = started.seen.find(({ url }) => url.pathname.endsWith("/charges"))?.url.searchParams;
    const first = Math.floor((STARTED_AT - 12 * 24 * HOUR_MS) / 86_400_000) * 86_400;
    expect(JSON.parse(asked?.get("select_filters") ?? "")).toEqual({
      day: { gte: first, lte: STARTED_AT / 1_000 },
      type: { in: ["instance"] },
    });
    expect(JSON.stringify(fleet)).not.toContain("CANARY");
  });

  it("charges are added up by cluster from all of their pages, traffic included", async () => {
    const started = start();
    const body = (id: number) =>
      instanceBody({
        ...{ id, label: "a", status: "running", isBid: false, gpuUtil: 0, startedAt: STARTED_AT, endsAt: STARTED_AT },
        machine: { gpuName: "H100", gpus: 1, gpuRam: 80_000, dphBase: 1, geolocation: "US" },
      });
    started.fake.world = () => ({ instances: [body(1), body(2)] });
    const [row] = charges.results;
    started.answers.push((url) => {
      if (!url.pathname.endsWith("/charges")) return null;
      const isFirst = !isLaterPage(url);
      const source = isFirst ? "instance-1" : "instance-2";
      return Response.json({ results: [{ ...row, source }], next_token: isFirst ? "more" : null });
    });
    const { accrued } = await readUntil(started, (fleet) => fleet.accrued !== undefined);
    expect(accrued).toEqual(new Map([["label:a", 76_842_000]]));
  });

  it("a key that lacks a permission costs only what it is for, and is told which", async () => {
    const started = start();
    started.answers.push(
      firstTimes(
        99,
        ({ pathname }) => !pathname.endsWith("/instances"),
        () => new Response(null, { status: 403 }),
      ),
    );
    const fleet = await readUntil(started, ({ warnings }) => warnings.length === 2);
    expect(fleet.clusters).toHaveLength(2);
    expect([fleet.billing, fleet.accrued]).toEqual([undefined, undefined]);
    expect(fleet.warnings).toEqual([
      expect.stringMatching(/^This key may not read the account, .* it lacks the permission user_read$/),
      expect.stringMatching(/^This key may not read the charges, .* it lacks the permission billing_read$/),
    ]);
  });

  it("a balance without credit is what is left, and one that is odd is unknown", async () => {
    for (const [user, expected] of [
      [{ balance: -1.5 }, -1_500_000],
      [{ credit: 0, balance: 9 }, 0],
      [{ credit: { odd: 1 } }, null],
    ] as const) {
      const started = start();
      started.answers.push(
        firstTimes(
          9,
          ({ pathname }) => pathname.endsWith("/current"),
          () => Response.json(user),
        ),
      );
      const { billing } = await readUntil(started, (fleet) => fleet.billing !== undefined);
      expect(billing?.balanceUsdMicros).toBe(expected);
    }
  });
});

describe("a key", () => {
  it("that is refused is named as such, whatever the status, and the permission with it", async () => {
    const failure = async (answer: () => Response) => {
      const { client, answers } = start();
      answers.push(firstTimes(9, ({ pathname }) => pathname.endsWith("/instances"), answer));
      const error = await client.readFleet(signal).catch((reason: unknown) => reason);
      return error instanceof ProviderError ? error : expect.fail("expected a ProviderError");
    };
    const unknown = { success: false, error: "auth_error", msg: "Invalid user key CANARY" };
    const errors = [
      await failure(() => Response.json(unknown, { status: 404 })),
      await failure(() => Response.json(unknown, { status: 403 })),
      await failure(() => Response.json({}, { status: 404 })),
    ];
    expect(errors.map(({ kind }) => kind)).toEqual(["auth", "forbidden", "not-found"]);
    expect(errors[1]?.message).toContain("instance_read");
    expect(errors.map(({ message }) => message).join()).not.toContain("CANARY");
  });

  const notesFor = async (key: object, refused = "") => {
    const { client, answers } = start();
    const keys = {
      apikeys: [
        { id: 1, rights: "all" },
        { id: 98_001, ...key },
      ],
    };
    answers.push(
      firstTimes(
        9,
        ({ pathname }) => pathname.endsWith("/apikeys"),
        () => Response.json(keys),
      ),
      firstTimes(
        9,
        ({ pathname }) => pathname.endsWith(refused),
        () => new Response(null, { status: refused ? 403 : 500 }),
      ),
    );
    if (refused === "") answers.pop();
    return client.readKeyNotes?.(signal);
  };

  it.each([
    [{ rights: "read" }, []],
    [{ permissions: { read: true, write: false } }, []],
    [{ permissions: { api: { instance_read: {}, user_read: {}, billing_read: {} } } }, []],
    [{ rights: "all" }, ["This key may do more than read."]],
    [{ permissions: { read: true, write: true } }, ["This key may do more than read."]],
    [
      { permissions: { api: { instance_read: {}, instance_write: {}, misc: {}, CANARY: {} } } },
      ["This key may do more than read: it has instance_write, misc."],
    ],
    [{}, ["Vast.ai does not tell what this key may do."]],
  ])("with %j is said to do more than read only if it may", async (key, notes) => {
    const enough = "A key with the permissions instance_read, user_read and billing_read is enough.";
    expect(await notesFor(key)).toEqual(notes.map((note) => `${note} ${enough}`));
  });

  it("that lacks a permission is told which", async () => {
    expect(await notesFor({ rights: "read" }, "/charges")).toEqual([expect.stringMatching(/it lacks billing_read\.$/)]);
    expect(await notesFor({ rights: "read" }, "/current")).toEqual([expect.stringMatching(/it lacks user_read\.$/)]);
  });
});

it.each(["", "/api", "/api/", "/api/v0", "/api/v1/"])("takes the base URL with %j at its end", (path) => {
  const parsed = vast.parse({ apiKey: "k", baseUrl: `https://console.vast.ai${path}` });
  expect(parsed).toMatchObject({ ok: true, baseUrl: "https://console.vast.ai/api" });
});
