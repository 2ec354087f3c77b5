import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { HOUR_MS } from "@/lib/domain/time/epoch";
import {
  ANSWER_WITHIN_MS,
  CONFIRM_EVERY_MS,
  createConfirmedAnswers,
  OPEN_PAGE_MS,
  STORE_GRACE_MS,
  TRY_AGAIN_EVERY_MS,
} from "./confirmed-answers";
import { StoreError } from "./store-error";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Confirmed answers over a database that knows these keys, and that answers, fails, or never answers. */
function answersOver(...keys: string[]) {
  const database = {
    keys: new Set(keys),
    state: "up" as "up" | "down" | "hung" | "left",
    queries: 0,
    opens: "value",
    used: "",
  };
  const changed = vi.fn();
  const read = async (asked: readonly string[]): Promise<Map<string, string>> => {
    database.queries += 1;
    if (database.state === "down") throw new Error("the database is away");
    if (database.state === "left") throw new StoreError("newer-schema", "the database was left");
    if (database.state === "hung") return new Promise(() => {});
    return new Map(asked.filter((key) => database.keys.has(key)).map((key) => [key, `${database.opens} of ${key}`]));
  };
  // How often it was used decides nothing.
  const accessOf = (value: string) => value.replace(/ used \d+ times$/, "");
  const answers = createConfirmedAnswers({ read, now: Date.now, freshMs: 0, onAccessChanged: changed, accessOf });
  return { database, changed, answers };
}
const isValueOf = (key: string) => (value: string) => value === `value of ${key}`;
const FROM_CACHE = { isFromCache: true };

it("lets in whom the database last confirmed while it does not answer, for the grace period and no longer", async () => {
  const { database, answers } = answersOver("a", "b");
  expect(await answers.ask("a")).toEqual({ value: "value of a", isFromCache: false });
  database.state = "down";
  const startedAt = Date.now();
  while (Date.now() - startedAt < STORE_GRACE_MS - 60_000) {
    expect(await answers.ask("a")).toEqual({ value: "value of a", isFromCache: true });
    await vi.advanceTimersByTimeAsync(60_000);
  }
  await expect(answers.ask("b")).rejects.toThrow("away");
  await vi.advanceTimersByTimeAsync(60_000);
  await expect(answers.ask("a")).rejects.toThrow("away");
});

it("lets nobody in who was missing when the database was last asked, even if nobody has asked for them since", async () => {
  const { database, answers } = answersOver("a", "b");
  await answers.ask("a");
  await answers.ask("b");
  database.keys.delete("a");
  await vi.advanceTimersByTimeAsync(CONFIRM_EVERY_MS);
  database.state = "down";
  await expect(answers.ask("a")).rejects.toThrow("away");
  expect(await answers.ask("b")).toMatchObject(FROM_CACHE);
});

it("lets nobody in whose access was revoked here, whether or not that could be stored", async () => {
  const { database, answers } = answersOver("a", "b", "c");
  for (const key of ["a", "b", "c"]) await answers.ask(key);
  await answers.whileRevoking(isValueOf("a"), async () => {});
  database.state = "down";
  const failing = answers.whileRevoking(isValueOf("b"), async () => {
    throw new Error("not stored");
  });
  await expect(failing).rejects.toThrow("not stored");
  await expect(answers.ask("a")).rejects.toThrow("away");
  await expect(answers.ask("b")).rejects.toThrow("away");
  expect(await answers.ask("c")).toMatchObject(FROM_CACHE);
});

it("lets nobody in whose access is being revoked, before that is stored", async () => {
  const { database, answers } = answersOver("a");
  await answers.ask("a");
  database.state = "down";
  await answers.whileRevoking(isValueOf("a"), () => expect(answers.ask("a")).rejects.toThrow("away"));
});

it("does not cache an answer that was on its way while access was revoked", async () => {
  const { database, answers } = answersOver("a");
  const { promise: asked, resolve: ask } = Promise.withResolvers<unknown>();
  await answers.whileRevoking(isValueOf("a"), async () => {
    ask(answers.ask("a").catch(() => null));
  });
  await asked;
  database.state = "down";
  await expect(answers.ask("a")).rejects.toThrow("away");
});

it("does not let anybody back in whose access is revoked while the database fails to answer", async () => {
  const { database, answers } = answersOver("a");
  await answers.ask("a");
  database.state = "hung";
  const asking = expect(answers.ask("a")).rejects.toThrow("did not answer");
  await answers.whileRevoking(isValueOf("a"), async () => {});
  await vi.advanceTimersByTimeAsync(ANSWER_WITHIN_MS);
  await asking;
});

it("treats a database that never answers as one that is away", async () => {
  const { database, answers } = answersOver("a");
  await answers.ask("a");
  database.state = "hung";
  const asking = answers.ask("a");
  await vi.advanceTimersByTimeAsync(ANSWER_WITHIN_MS);
  expect(await asking).toMatchObject(FROM_CACHE);
});

it("lets nobody in once a newer server has taken the database over, which answers others, and in which they revoke", async () => {
  const { database, answers } = answersOver("a");
  await answers.ask("a");
  database.state = "left";
  await expect(answers.ask("a")).rejects.toThrow("was left");
});

it("confirms everything it caches as soon as the database is back, before it goes away again", async () => {
  const { database, answers } = answersOver("a", "b");
  await answers.ask("a");
  await answers.ask("b");
  database.state = "down";
  await vi.advanceTimersByTimeAsync(CONFIRM_EVERY_MS);
  database.state = "up";
  database.keys.delete("a");
  await vi.advanceTimersByTimeAsync(TRY_AGAIN_EVERY_MS / 2);
  await answers.ask("b");
  await vi.advanceTimersByTimeAsync(1);
  database.state = "down";
  await expect(answers.ask("a")).rejects.toThrow("away");
});

it("asks a database that was away no more often than before, however many times it was away", async () => {
  const { database, answers } = answersOver("a");
  await answers.ask("a");
  for (let outage = 0; outage < 3; outage += 1) {
    database.state = "down";
    await vi.advanceTimersByTimeAsync(CONFIRM_EVERY_MS);
    database.state = "up";
    await vi.advanceTimersByTimeAsync(TRY_AGAIN_EVERY_MS);
  }
  const { queries } = database;
  await vi.advanceTimersByTimeAsync(20 * CONFIRM_EVERY_MS);
  expect(database.queries - queries).toBe(20);
});

it("forgets whatever no open page asks for, and then leaves the database alone", async () => {
  const { database, answers } = answersOver("a");
  await answers.ask("a");
  await vi.advanceTimersByTimeAsync(OPEN_PAGE_MS + CONFIRM_EVERY_MS);
  const { queries } = database;
  await vi.advanceTimersByTimeAsync(OPEN_PAGE_MS);
  expect(database.queries).toBe(queries);
  database.state = "down";
  await expect(answers.ask("a")).rejects.toThrow("away");
});

it("never extends the grace period because a clock was set back or far ahead", async () => {
  const { database, answers } = answersOver("a");
  await answers.ask("a");
  database.state = "down";
  const now = Date.now();
  vi.setSystemTime(now - HOUR_MS);
  await expect(answers.ask("a")).rejects.toThrow("away");
  vi.setSystemTime(now + HOUR_MS);
  await expect(answers.ask("a")).rejects.toThrow("away");
});

it("tells within half a second that a key in use opens nothing any longer, or something else, wherever that was decided", async () => {
  const { database, changed, answers } = answersOver("a", "b");
  await answers.ask("a");
  await answers.ask("b");
  database.used = " used 2 times";
  await vi.advanceTimersByTimeAsync(10 * CONFIRM_EVERY_MS);
  expect(changed).not.toHaveBeenCalled();
  database.opens = "less";
  await vi.advanceTimersByTimeAsync(CONFIRM_EVERY_MS);
  expect(changed).toHaveBeenCalledTimes(1);
  database.keys.delete("a");
  await vi.advanceTimersByTimeAsync(10 * CONFIRM_EVERY_MS);
  expect(changed).toHaveBeenCalledTimes(2);
});

it("tells of access that was revoked here once that is stored, and nothing of guesses", async () => {
  const { changed, answers } = answersOver("a");
  await answers.ask("a");
  await answers.ask("a guess");
  await answers.ask("a guess");
  expect(changed).not.toHaveBeenCalled();
  await answers.whileRevoking(isValueOf("a"), async () => expect(changed).not.toHaveBeenCalled());
  expect(changed).toHaveBeenCalledTimes(1);
});

it("confirms at once when it is told to, and says where access was taken away", async () => {
  const { database, changed, answers } = answersOver("a", "b");
  await answers.ask("a");
  await answers.ask("b");
  database.keys.delete("a");
  await answers.confirm();
  expect(changed.mock.calls).toEqual([["elsewhere"]]);
  await answers.whileRevoking(isValueOf("b"), async () => {});
  expect(changed.mock.calls).toEqual([["elsewhere"], ["here"]]);
});

it("has everybody looked at again, once, if it could not cache all that were asked for", async () => {
  const keys = Array.from({ length: 1_001 }, (_, index) => `key ${index}`);
  const { changed, answers } = answersOver(...keys);
  for (const key of keys.slice(1)) await answers.ask(key);
  await answers.confirm();
  expect(changed).not.toHaveBeenCalled();
  await answers.ask("key 0");
  await answers.confirm();
  await answers.confirm();
  expect(changed).toHaveBeenCalledTimes(1);
});
