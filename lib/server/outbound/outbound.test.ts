import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import {
  answering,
  type LoopbackServer,
  startLoopbackServer,
  startTlsServer,
} from "@/lib/testing/http/loopback-server";
import { type ConnectProxy, startConnectProxy } from "@/lib/testing/proxy/connect-proxy";
import { TEST_CERTIFICATE } from "@/lib/testing/proxy/tls-certificate";
import { readProxySettings } from "../configuration/proxy-settings";
import { ProviderError } from "../providers/errors";
import { createGate } from "../providers/http/gate";
import { createProviderHttp } from "../providers/http/http";
import { createOutbound } from "./outbound";

const CANARY = "CANARY";
const API = "https://api.provider.test/v1";
const AUTHORITIES = getCACertificates("default");

let provider: LoopbackServer;
let onThisMachine: LoopbackServer;
let proxy: ConnectProxy;

beforeAll(async () => {
  setDefaultCACertificates([...AUTHORITIES, TEST_CERTIFICATE]);
  provider = await startTlsServer(answering(200, {}, '{"ok":true}'));
  onThisMachine = await startLoopbackServer(answering(200, {}, '{"ok":true}'));
});
afterAll(async () => {
  setDefaultCACertificates(AUTHORITIES);
  await provider[Symbol.asyncDispose]();
  await onThisMachine[Symbol.asyncDispose]();
});
beforeEach(async () => {
  proxy = await startConnectProxy((host) => portOf(host === "127.0.0.1" ? onThisMachine : provider));
});
afterEach(() => proxy[Symbol.asyncDispose]());

const portOf = ({ origin }: LoopbackServer) => Number(new URL(origin).port);
const withLogin = () => proxy.url.replace("//", `//user:${CANARY}%2F@`);
const nameOf = (url: string) => new URL(url).host;

/** A call as adapters make it, with the proxies that these variables name. */
async function call(baseUrl: string, environment: Record<string, string>, deadlineMs?: number): Promise<unknown> {
  const { proxies, mistakes } = readProxySettings(environment);
  expect(mistakes).toEqual([]);
  const http = createProviderHttp({
    ...{ providerLabel: "Acme", baseUrl, now: Date.now, random: () => 0, sleep: async () => {} },
    ...{ onRequest: () => {}, hasRoom: () => true, onHeaders: () => {}, sharedGate: createGate(4) },
    ...{ outbound: createOutbound(proxies), ...(deadlineMs !== undefined && { deadlineMs }) },
  });
  const signal = new AbortController().signal;
  return http.getJson({ path: "/x", headers: { authorization: `Bearer ${CANARY}` }, schema: z.unknown(), signal });
}

async function failure(...asked: Parameters<typeof call>): Promise<ProviderError> {
  const error = await call(...asked).catch((reason: unknown) => reason);
  if (!(error instanceof ProviderError)) throw new Error("The call did not fail as calls of providers do");
  expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toContain(CANARY);
  return error;
}

describe("a call through a proxy", () => {
  it.each(["HTTPS_PROXY", "https_proxy"])(
    "goes through a tunnel, with the login of %s and verified TLS",
    async (name) => {
      expect(await call(API, { [name]: withLogin() })).toEqual({ ok: true });
      expect(proxy.asked).toEqual(["CONNECT api.provider.test:443"]);
      expect(proxy.logins).toEqual([`Basic ${Buffer.from(`user:${CANARY}/`).toString("base64")}`]);
    },
  );

  it("accepts no certificate for another name, and names the proxy that may have given it", async () => {
    const error = await failure("https://other.test", { HTTPS_PROXY: proxy.url });
    expect(error.kind).toBe("unreachable");
    expect(error.message).toContain(`ERR_TLS_CERT_ALTNAME_INVALID`);
    expect(error.message).toContain(`the proxy ${nameOf(proxy.url)} opens TLS itself`);
  });

  it("is not made where NO_PROXY excepts the host, nor to this machine", async () => {
    const error = await failure(API, { HTTPS_PROXY: proxy.url, NO_PROXY: "other.test,.provider.test" });
    expect(error.message).toContain("its host name was not found");
    expect(await call(onThisMachine.origin, { HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url })).toEqual({ ok: true });
    expect(proxy.asked).toEqual([]);
  });

  it("is made to this machine too if NODE_USE_ENV_PROXY asks for it, and hands on http whole", async () => {
    const environment = { http_proxy: withLogin(), NODE_USE_ENV_PROXY: "1" };
    expect(await call(onThisMachine.origin, environment)).toEqual({ ok: true });
    expect(proxy.asked).toEqual([`GET ${onThisMachine.origin}/x`]);
    proxy.turn(407);
    const error = await failure(onThisMachine.origin, environment);
    expect(error.message).toContain("Check the user and the password in http_proxy.");
  });

  it.each([
    [
      407,
      "wants another login before it connects to api.provider.test (407). Check the user and the password in HTTPS_PROXY",
    ],
    [403, "refused to connect to api.provider.test (403). Have it allow api.provider.test, or name"],
    [502, "could not connect to api.provider.test (502)"],
  ])("that the proxy refuses with %i says so, and names the proxy without its login", async (status, words) => {
    proxy.turn(status);
    const error = await failure(API, { HTTPS_PROXY: withLogin() });
    expect(error).toMatchObject({ kind: "unreachable", mayHaveActed: false });
    expect(error.message).toContain(`Acme could not be reached for GET /v1/x. The proxy ${nameOf(proxy.url)} ${words}`);
    proxy.turn(null);
    expect(await call(API, { HTTPS_PROXY: withLogin() })).toEqual({ ok: true });
  });

  it("ends when the proxy drops it, does not speak HTTP, or is down", async () => {
    proxy.turn("reset");
    expect((await failure(API, { HTTPS_PROXY: withLogin() })).message).toContain("could not be used");
    const speaksTls = provider.origin.replace("https:", "http:");
    expect((await failure(API, { HTTPS_PROXY: speaksTls })).message).toContain(`The proxy ${nameOf(speaksTls)}`);
    const { url } = proxy;
    await proxy[Symbol.asyncDispose]();
    const error = await failure(API, { HTTPS_PROXY: url });
    expect(error.message).toContain(
      `The proxy ${nameOf(url)}, through which api.provider.test is called, takes no connections`,
    );
    proxy = await startConnectProxy(() => 0);
  });

  it("names a proxy that does not answer, and keeps the deadline of the call", async () => {
    proxy.turn("silent");
    const error = await failure(API, { HTTPS_PROXY: withLogin() });
    expect(error.kind).toBe("timeout");
    expect(error.message).toContain(
      `The proxy ${nameOf(proxy.url)}, through which api.provider.test is called, did not answer`,
    );
    expect((await failure(API, { HTTPS_PROXY: withLogin() }, 100)).kind).toBe("timeout");
  });
});

describe("the proxy variables", () => {
  it.each([
    ["http://", "must be a proxy's address"],
    [`http://user:${CANARY}@:3128`, "must be a proxy's address"],
    [`http://user:${CANARY}@proxy.test:99999`, "must be a proxy's address"],
    [`socks5://user:${CANARY}@proxy.test:1080`, "SOCKS"],
    [`http://user:${CANARY}%zz@proxy.test:3128`, "write it as %25"],
    [`http://proxy.test:3128/${CANARY}`, "without anything after the port"],
  ])("are refused, without being repeated: %s", (value, words) => {
    const { mistakes } = readProxySettings({ HTTPS_PROXY: value });
    expect(mistakes).toEqual([{ where: "HTTPS_PROXY", message: expect.stringContaining(words) }]);
    expect(JSON.stringify(mistakes)).not.toContain(CANARY);
  });

  it("may leave out the scheme and the port, and count in lower case first", () => {
    const { proxies } = readProxySettings({
      HTTPS_PROXY: "http://upper.test",
      https_proxy: "lower.test:3128",
      HTTP_PROXY: "",
    });
    expect([proxies.https?.name, proxies.https?.variable, proxies.http]).toEqual([
      "lower.test:3128",
      "https_proxy",
      null,
    ]);
    expect(readProxySettings({ HTTP_PROXY: "proxy.test" }).proxies.http?.name).toBe("proxy.test:80");
  });

  it("warn of an entry of NO_PROXY that means nothing", () => {
    const { warnings } = readProxySettings({ no_proxy: "http://a.test" });
    expect(warnings).toEqual([
      { where: "no_proxy", message: expect.stringContaining('"http://a.test" has no effect') },
    ]);
  });
});
