import { expect, it } from "vitest";
import { z } from "zod";
import { startLoopbackServer, startTlsServer } from "@/lib/testing/http/loopback-server";
import { TEST_CERTIFICATE } from "@/lib/testing/proxy/tls-certificate";
import { ProviderError } from "../providers/errors";
import { createGate } from "../providers/http/gate";
import { createProviderHttp } from "../providers/http/http";
import { providerEgress } from "../security/egress-rules";
import { createOutbound, DIRECT } from "./outbound";
import { createProviderWays, type ProviderWays } from "./provider-ways";
import { NO_PROXIES } from "./proxies";

const ENTERED = { isAddressEntered: true, ca: null };

function ask(ways: ProviderWays, destination: Parameters<ProviderWays>[0], baseUrl: string) {
  const http = createProviderHttp({
    ...{ providerLabel: "Acme", baseUrl, outbound: ways(destination), sharedGate: createGate(1) },
    ...{ now: () => 0, random: () => 0, sleep: async () => {}, onRequest: () => {}, hasRoom: () => true },
    onHeaders: () => {},
  });
  const schema = z.object({ ok: z.boolean() });
  const headers = { authorization: "Bearer SECRET" };
  return http.getJson({ path: "/v1", headers, schema, signal: new AbortController().signal });
}

/** A server on this machine, and how often it was called. */
async function counted() {
  const calls: (string | undefined)[] = [];
  const server = await startLoopbackServer(({ url }, response) => {
    calls.push(url);
    response.writeHead(200, { "content-type": "application/json" }).end('{"ok":true}');
  });
  return { calls, server, port: new URL(server.origin).port };
}

it("connects an entered address to nothing private, whatever its name leads to by then, and says so", async () => {
  const { calls, server, port } = await counted();
  await using _ = server;
  const ways = createProviderWays(DIRECT, providerEgress([]));
  for (const host of ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433"]) {
    const error: unknown = await ask(ways, ENTERED, `http://${host}:${port}`).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ProviderError);
    expect(error).toMatchObject({
      kind: "unreachable",
      message: expect.stringMatching(/^Acme was not called .* private or reserved .* CLUSTERDECK_PROVIDER_RANGES/),
    });
  }
  expect(calls).toEqual([]);
  expect(await ask(ways, { ca: null }, server.origin)).toEqual({ ok: true });
  expect(await ask(createProviderWays(DIRECT, providerEgress(["127.0.0.1"])), ENTERED, server.origin)).toEqual({
    ok: true,
  });
});

it("calls an entered address through no proxy, which would look its name up unchecked", async () => {
  const [target, proxy] = [await counted(), await counted()];
  await using _ = target.server;
  await using __ = proxy.server;
  const through = { url: new URL(proxy.server.origin), name: "proxy", variable: "HTTP_PROXY" };
  const own = createOutbound({ ...NO_PROXIES, http: through, https: through, includesLoopback: true });
  const ways = createProviderWays(own, providerEgress(["127.0.0.0/8"]));
  await ask(ways, ENTERED, target.server.origin);
  expect([target.calls, proxy.calls]).toEqual([["/v1"], []]);
  await ask(ways, { ca: null }, target.server.origin);
  expect([target.calls.length, proxy.calls.length]).toEqual([1, 1]);
});

it("trusts an account's own authority at an entered address too, and asks it for no less", async () => {
  await using server = await startTlsServer((_request, response) =>
    response.writeHead(200, { "content-type": "application/json" }).end('{"ok":true}'),
  );
  const listed = createProviderWays(DIRECT, providerEgress(["127.0.0.0/8"]));
  const unlisted = createProviderWays(DIRECT, providerEgress([]));
  const trusted = { ...ENTERED, ca: TEST_CERTIFICATE };
  expect(await ask(listed, trusted, server.origin)).toEqual({ ok: true });
  await expect(ask(listed, ENTERED, server.origin)).rejects.toMatchObject({ kind: "unreachable" });
  await expect(ask(unlisted, trusted, server.origin)).rejects.toThrow(/was not called/);
});
