import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { getCACertificates } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createKubernetesFake } from "@/lib/server/providers/kubernetes/fake/fake";
import { kubernetes } from "@/lib/server/providers/kubernetes/index";
import { answering, type LoopbackServer, startTlsServer } from "@/lib/testing/http/loopback-server";
import { type ConnectProxy, startConnectProxy } from "@/lib/testing/proxy/connect-proxy";
import { TEST_CERTIFICATE } from "@/lib/testing/proxy/tls-certificate";
import { readProxySettings } from "../configuration/proxy-settings";
import { createGate } from "../providers/http/gate";
import { createProviderHttp } from "../providers/http/http";
import { createOutbound, type Outbound } from "./outbound";
import { NO_PROXIES } from "./proxies";

const fake = createKubernetesFake({ now: Date.now, startedAt: Date.now() });
const { signal } = new AbortController();
const [OTHER_AUTHORITY = ""] = getCACertificates("default");

/** A real API server over TLS, whose certificate nobody trusts of his own accord. */
let server: LoopbackServer;
let proxy: ConnectProxy;

beforeAll(async () => {
  server = await startTlsServer(async (request, response) => {
    const answer = await fake.handle(await toRequest(request, server.origin));
    response.writeHead(answer.status, { "content-type": "application/json" }).end(await answer.text());
  });
  proxy = await startConnectProxy(() => Number(new URL(server.origin).port));
});
afterAll(async () => {
  await proxy[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

async function toRequest(request: IncomingMessage, origin: string): Promise<Request> {
  const headers = new Headers({ authorization: request.headers.authorization ?? "" });
  if (request.method === "GET") return new Request(`${origin}${request.url}`, { headers });
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  await once(request, "end");
  const body = Buffer.concat(chunks).toString();
  return new Request(`${origin}${request.url}`, { method: request.method ?? "POST", headers, body });
}

/** As the poller connects an account: its own authority, if it has one, for its own connections. */
function connect(outbound: Outbound, caData: string | undefined, address = server.origin) {
  const parsed = kubernetes.parse({ server: address, token: fake.apiKey, ...(caData !== undefined && { caData }) });
  if (!parsed.ok) return expect.fail(JSON.stringify(parsed.issues));
  const http = createProviderHttp({
    ...{ providerLabel: "Kubernetes", baseUrl: parsed.baseUrl, now: Date.now, random: () => 0, sleep: async () => {} },
    ...{ onRequest: () => {}, hasRoom: () => true, onHeaders: () => {}, sharedGate: createGate(4) },
    outbound: parsed.ca === null ? outbound : outbound.trusting(parsed.ca),
  });
  return parsed.connect({ http, now: Date.now });
}

describe("an account with an authority of its own", () => {
  it("trusts it for its own connections, and no other account does", async () => {
    const outbound = createOutbound(NO_PROXIES);
    const own = connect(outbound, TEST_CERTIFICATE);
    expect((await own.readFleet(signal)).clusters[0]?.nodes).toHaveLength(7);
    expect(await own.readKeyNotes?.(signal)).toEqual([]);
    await expect(connect(outbound, undefined).readFleet(signal)).rejects.toMatchObject({
      kind: "unreachable",
      message: expect.stringContaining("certificate"),
    });
  });

  it("trusts no other, not even one that everybody trusts", async () => {
    const outbound = createOutbound(NO_PROXIES);
    await expect(connect(outbound, OTHER_AUTHORITY).readFleet(signal)).rejects.toMatchObject({ kind: "unreachable" });
  });

  it("still wants the certificate to name the server", async () => {
    const outbound = createOutbound(NO_PROXIES);
    const elsewhere = server.origin.replace("127.0.0.1", "127.0.0.2");
    await expect(connect(outbound, TEST_CERTIFICATE, elsewhere).readFleet(signal)).rejects.toMatchObject({
      kind: "unreachable",
    });
  });

  it("is verified by it through a proxy, too", async () => {
    const { proxies } = readProxySettings({ HTTPS_PROXY: proxy.url });
    const address = "https://api.provider.test";
    const fleet = await connect(createOutbound(proxies), TEST_CERTIFICATE, address).readFleet(signal);
    expect(fleet.clusters).toHaveLength(1);
    expect(proxy.asked).toContain("CONNECT api.provider.test:443");
    await expect(connect(createOutbound(proxies), undefined, address).readFleet(signal)).rejects.toMatchObject({
      kind: "unreachable",
    });
  });

  it("sends its token to no address that it is redirected to", async () => {
    const asked: string[] = [];
    await using other = await startTlsServer((request, response) => {
      asked.push(String(request.headers.authorization));
      response.end("{}");
    });
    await using redirecting = await startTlsServer(answering(302, { location: other.origin }, ""));
    const client = connect(createOutbound(NO_PROXIES), TEST_CERTIFICATE, redirecting.origin);
    await expect(client.readFleet(signal)).rejects.toMatchObject({ message: expect.stringContaining("not sent on") });
    expect(asked).toEqual([]);
  });
});
