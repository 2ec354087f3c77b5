import "server-only";
import { Agent, type Dispatcher, fetch, Pool, ProxyAgent } from "undici";
import { isNeverConnected, networkErrorCode } from "./network-code";
import { NO_PROXIES, type OutboundProxy, type Proxies, proxyFor } from "./proxies";
import { ProxyFailure } from "./proxy-failure";

const CONNECT_TIMEOUT_MS = 3_000;
/** How long a proxy may take to connect to whom it was asked for. */
const TUNNEL_TIMEOUT_MS = 4_000;
const TUNNEL_IS_OPEN = 200;

/** With what undici reports a 407 of a proxy to which it hands a request whole. */
const LOGIN_REFUSED = "UND_ERR_INVALID_ARG";

export interface OutboundRequest {
  method: string;
  headers: Record<string, string>;
  redirect: "manual";
  signal: AbortSignal;
  body?: string | Uint8Array<ArrayBuffer>;
}

/** The part of a fetch response that is used. */
export interface OutboundResponse {
  status: number;
  headers: Headers;
  body: (AsyncIterable<Uint8Array> & { cancel(): Promise<void> }) | null;
}

/** The way out of this server, for everything it calls over HTTP. */
export interface Outbound {
  /** Throws what fetch throws, or a `ProxyFailure` where the request came no further than the proxy. */
  send(url: URL, request: OutboundRequest): Promise<OutboundResponse>;
  /** The proxy that a call to this address goes through, without its login; `null` if there is none. */
  proxyNameFor(url: URL): string | null;
  /** The same way, for servers whose certificates come from this authority (PEM) and from no other. */
  trusting(ca: string): Outbound;
}

/** HTTP/1.1 only: a dropped connection then has only a few possible codes, and aborting a call is certain to close its socket. */
export function createOutbound(proxies: Proxies, ca?: string): Outbound {
  const direct = new Agent({ allowH2: false, connect: { timeout: CONNECT_TIMEOUT_MS, ca } });
  const agents = new Map<OutboundProxy, Dispatcher>();
  for (const proxy of [proxies.http, proxies.https]) if (proxy !== null) agents.set(proxy, agentThrough(proxy, ca));
  return {
    proxyNameFor: (url) => proxyFor(proxies, url)?.name ?? null,
    trusting: (authority) => createOutbound(proxies, authority),
    async send(url, request) {
      const proxy = proxyFor(proxies, url);
      const dispatcher = (proxy && agents.get(proxy)) ?? direct;
      // Not the platform's fetch, which accepts no agent from any undici but its own.
      const { status, headers, body } = await fetch(url, { ...request, dispatcher }).catch((error: unknown) => {
        throw (proxy && failureAt(proxy, url, error)) ?? error;
      });
      return { status, headers: new Headers([...headers]), body };
    },
  };
}

export const DIRECT: Outbound = createOutbound(NO_PROXIES);

/**
 * Opens a tunnel for https, so that the proxy sees only the host, and the certificate is checked here. Hands on http requests whole, as
 * proxies expect.
 */
function agentThrough(proxy: OutboundProxy, ca: string | undefined): Dispatcher {
  return new ProxyAgent({
    uri: proxy.url.href,
    allowH2: false,
    connectTimeout: CONNECT_TIMEOUT_MS,
    requestTls: { ca },
    proxyTls: { allowH2: false, timeout: CONNECT_TIMEOUT_MS },
    clientFactory: (origin, options) => tunnelPool(proxy, origin, options),
  });
}

/** Tells a failure of the proxy from one of whom it leads to, which undici's own errors do only in their text. */
function tunnelPool(proxy: OutboundProxy, origin: URL, options: object): Pool {
  const pool = new Pool(origin, { ...options, headersTimeout: TUNNEL_TIMEOUT_MS });
  pool.connect = new Proxy(pool.connect, {
    apply: (connect, self, [target, ...rest]: [Dispatcher.ConnectOptions]) =>
      openedTunnel(proxy, target.path, Reflect.apply(connect, self, [target, ...rest])),
  });
  return pool;
}

async function openedTunnel(proxy: OutboundProxy, target: string, opening: Promise<Dispatcher.ConnectData>) {
  const host = target.replace(/:443$/, "");
  const answer = await opening.catch((error: unknown) => {
    throw new ProxyFailure(proxy, host, { networkCode: networkErrorCode(error) });
  });
  if (answer.statusCode === TUNNEL_IS_OPEN) return answer;
  answer.socket.on("error", () => {}).destroy();
  throw new ProxyFailure(proxy, host, { status: answer.statusCode });
}

function failureAt(proxy: OutboundProxy, url: URL, error: unknown): ProxyFailure | null {
  if (error instanceof Error && error.cause instanceof ProxyFailure) return error.cause;
  // Behind an open tunnel it is no longer the proxy that fails. With http the only connection is to the proxy.
  if (url.protocol === "https:") return null;
  const networkCode = networkErrorCode(error);
  if (networkCode === LOGIN_REFUSED) return new ProxyFailure(proxy, url.host, { status: 407 });
  return isNeverConnected(networkCode) ? new ProxyFailure(proxy, url.host, { networkCode }) : null;
}
