import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { forgetSingleton } from "@/lib/testing/forget-singleton";
import { createSoleAttemptLimit } from "../security/attempt-limit";
import { noteForwarded, settleForwardedHeaders } from "../security/forwarded-headers";
import { setGuardContext } from "../security/guard-context";
import { admitScraper } from "./admit-scraper";

const TOKEN = "CANARY-metrics-token";
const HOST = { host: "127.0.0.1:3000" };

beforeEach(() => {
  setGuardContext({
    ...{ publicUrl: new URL("http://127.0.0.1:3000"), isDevelopment: false },
    pageCallerOf: async () => ({ queue: null, frameOrigins: [] }),
  });
  onTestFinished(() => forgetSingleton("guard-context"));
});

interface Asked {
  headers?: Record<string, string>;
  from?: string;
  /** The addresses of proxies that are trusted. */
  trusted?: readonly string[];
}

interface Metrics {
  token: string | null;
  isScrapedLocally: boolean;
}

function admitting({ token, isScrapedLocally }: Metrics) {
  return {
    configuration: { isScrapedLocally },
    live: { current: () => ({ metricsToken: token }) },
    scraperAttempts: createSoleAttemptLimit(Date.now),
  };
}

/** Scrapes a server as somebody's requests reach it, and answers with their status. */
function scrapesOf(metrics: Metrics) {
  const application = admitting(metrics);
  return async ({ headers = HOST, from = "127.0.0.1", trusted = [] }: Asked = {}) => {
    const own: Record<string, string> = { ...HOST, ...headers };
    noteForwarded(own);
    settleForwardedHeaders(own, from, (address) => trusted.includes(address));
    const request = new Request("http://localhost/api/metrics", { headers: own });
    try {
      await admitScraper(request, application);
      return 200;
    } catch (error) {
      expect(JSON.stringify(error) + String(error)).not.toContain("CANARY");
      const status: unknown = Reflect.get(Object(error), "status") ?? Reflect.get(Object(error), "code");
      return status;
    }
  };
}

function basic(login: string) {
  return { authorization: `Basic ${Buffer.from(login).toString("base64")}` };
}

describe("with a token", () => {
  const withToken = { token: TOKEN, isScrapedLocally: true };

  it.each([
    ["as a bearer token", { authorization: `Bearer ${TOKEN}` }],
    ["as the password of basic auth", basic(`prometheus:${TOKEN}`)],
    ["as that of nobody", basic(`:${TOKEN}`)],
    ["for whatever host it is asked", { authorization: `bearer ${TOKEN}`, host: "10.0.3.7:3000" }],
    ["through a proxy", { authorization: `Bearer ${TOKEN}`, "x-forwarded-for": "203.0.113.9" }],
  ])("lets in whoever has it %s", async (_, headers) => {
    expect(await scrapesOf(withToken)({ headers, from: "10.0.3.1" })).toBe(200);
  });

  it.each([
    ["no token", {}],
    ["another one", { authorization: "Bearer CANARY-metrics-tokem" }],
    ["a part of it", { authorization: "Bearer CANARY-metrics" }],
    ["it as the name of basic auth", basic(`${TOKEN}:`)],
    ["it without basic auth's colon", basic(TOKEN)],
    ["it in another scheme", { authorization: `Token ${TOKEN}` }],
    ["it in a cookie", { cookie: `token=${TOKEN}` }],
  ])("refuses %s, even from this machine", async (_, headers) => {
    expect(await scrapesOf(withToken)({ headers })).toBe(401);
  });

  it("says in which ways the token may come", async () => {
    const request = new Request("http://localhost/api/metrics");
    await expect(admitScraper(request, admitting(withToken))).rejects.toMatchObject({
      headers: { "WWW-Authenticate": expect.stringMatching(/^Bearer .+, Basic /) },
    });
  });

  it("lets nobody guess for long, and keeps out none that has the token", async () => {
    const scrape = scrapesOf(withToken);
    const right = { headers: { authorization: `Bearer ${TOKEN}` }, from: "10.0.3.1" };
    const wrong = { headers: { authorization: "Bearer wrong-wrong-wrong" }, from: "10.0.3.9" };
    expect(await scrape(right)).toBe(200);
    const answers: unknown[] = [];
    for (let tries = 0; tries < 30; tries += 1) answers.push(await scrape(wrong));
    expect(answers.slice(0, 5)).toEqual(Array(5).fill(401));
    expect(answers.at(-1)).toBe("rate-limited");
    for (let scrapes = 0; scrapes < 30; scrapes += 1) expect(await scrape(right)).toBe(200);
  });
});

describe("without a token", () => {
  const open = { token: null, isScrapedLocally: true };

  it("lets in programs on this machine", async () => {
    for (const from of ["127.0.0.1", "::1", "::ffff:127.0.0.1"]) expect(await scrapesOf(open)({ from })).toBe(200);
  });

  it.each([
    ["another machine", { from: "10.0.3.1" }],
    ["somebody through a proxy on this machine", { headers: { "x-forwarded-for": "203.0.113.9" } }],
    ["somebody through one that says little", { headers: { forwarded: "proto=https" } }],
    ["somebody through one that says only its name", { headers: { via: "1.1 proxy" } }],
    [
      "somebody who claims to be on this machine",
      { headers: { "x-forwarded-for": "127.0.0.1" }, trusted: ["127.0.0.1"] },
    ],
  ])("has nothing there for %s", async (_, asked) => {
    expect(await scrapesOf(open)(asked)).toBe("not-found");
  });

  it("has nothing there for anybody where others reach the server", async () => {
    expect(await scrapesOf({ token: null, isScrapedLocally: false })()).toBe("not-found");
  });

  it("answers no page of a stranger's that a browser on this machine shows", async () => {
    expect(await scrapesOf(open)({ headers: { host: "rebound.example" } })).toBe(421);
  });
});
