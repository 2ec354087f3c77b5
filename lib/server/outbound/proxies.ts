import "server-only";
import { isLoopback } from "./loopback";
import { type Exception, isException } from "./proxy-exceptions";

export interface OutboundProxy {
  /** With its login, if it asks for one. */
  url: URL;
  /** The same for people: "proxy.example.org:3128", without the login. */
  name: string;
  /** The environment variable that names it, as it is written there. */
  variable: string;
}

/** The proxies between this server and what it calls. */
export interface Proxies {
  http: OutboundProxy | null;
  https: OutboundProxy | null;
  exceptions: readonly Exception[];
  /** Whether even what runs on this machine is called through the proxy. */
  includesLoopback: boolean;
}

export const NO_PROXIES: Proxies = { http: null, https: null, exceptions: [], includesLoopback: false };

/** The proxy that a call to this address goes through; `null` if it goes there directly. */
export function proxyFor(proxies: Proxies, url: URL): OutboundProxy | null {
  const proxy = url.protocol === "https:" ? proxies.https : proxies.http;
  if (proxy === null || (isLoopback(url.hostname) && !proxies.includesLoopback)) return null;
  return isException(proxies.exceptions, url) ? null : proxy;
}
