import "server-only";
import { NOT_HTTP } from "./network-code";
import type { OutboundProxy } from "./proxies";

/** What went wrong at the proxy: the status with which it refused, or the code under which the network failed. */
export type ProxyFault = { status: number } | { networkCode: string };

const TIMEOUT_CODES: ReadonlySet<string> = new Set(["UND_ERR_CONNECT_TIMEOUT", "UND_ERR_HEADERS_TIMEOUT", "ETIMEDOUT"]);

/**
 * A request that came no further than the proxy: whom it was for has not seen it. The message names the proxy without its login,
 * and nothing that the proxy sent.
 */
export class ProxyFailure extends Error {
  override readonly name = "ProxyFailure";
  readonly isTimeout: boolean;

  /** `target` is the host that was to be reached. */
  constructor(proxy: OutboundProxy, target: string, fault: ProxyFault) {
    super("status" in fault ? refusal(proxy, target, fault.status) : failure(proxy, target, fault.networkCode));
    this.isTimeout = "networkCode" in fault && TIMEOUT_CODES.has(fault.networkCode);
  }
}

function refusal({ name, variable }: OutboundProxy, target: string, status: number): string {
  if (status === 407) {
    return `The proxy ${name} wants another login before it connects to ${target} (407). Check the user and the password in ${variable}.`;
  }
  if (status >= 500) return `The proxy ${name} could not connect to ${target} (${status}). It is asked again shortly.`;
  return `The proxy ${name} refused to connect to ${target} (${status}). Have it allow ${target}, or name ${target} in NO_PROXY.`;
}

function failure({ name, variable }: OutboundProxy, target: string, code: string): string {
  const way = `The proxy ${name}, through which ${target} is called,`;
  if (TIMEOUT_CODES.has(code)) return `${way} did not answer in time (${code}). Check ${variable} and the proxy.`;
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") {
    return `${way} was not found by its name (${code}). Check ${variable} and this server's DNS.`;
  }
  if (code === "ECONNREFUSED") return `${way} takes no connections (${code}). Check ${variable} and the proxy.`;
  if (code === NOT_HTTP) return `${way} does not speak HTTP (${code}). Check ${variable}.`;
  return `${way} could not be used (${code || "no connection"}). Check ${variable} and the proxy.`;
}
