import "server-only";
import { BlockList, isIP } from "node:net";

/** What an entry of `NO_PROXY` says about an address. */
export type Exception = (host: string, port: number) => boolean;

const DEFAULT_PORTS: Readonly<Record<string, number>> = { "http:": 80, "https:": 443 };
const NAME = /^[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?$/;
const WITH_PORT = /^(?<host>\[[^\]]+\]|[^:]+):(?<port>\d{1,5})$/;
const SUBNET = /^(?<address>[0-9a-f.:]+)\/(?<prefix>\d{1,3})$/;

export function isException(exceptions: readonly Exception[], url: URL): boolean {
  const host = withoutBrackets(url.hostname).replace(/\.$/, "");
  const port = Number(url.port) || (DEFAULT_PORTS[url.protocol] ?? 0);
  return exceptions.some((matches) => matches(host, port));
}

/** The entries of `NO_PROXY`, separated by commas or spaces; those that mean nothing here are `unknown`. */
export function parseExceptions(text: string): { exceptions: Exception[]; unknown: string[] } {
  const exceptions: Exception[] = [];
  const unknown: string[] = [];
  for (const entry of text.split(/[,\s]+/).filter(Boolean)) {
    const exception = parseException(entry.toLowerCase());
    if (exception === null) unknown.push(entry);
    else exceptions.push(exception);
  }
  return { exceptions, unknown };
}

function parseException(entry: string): Exception | null {
  const { host = entry, port } = WITH_PORT.exec(entry)?.groups ?? {};
  const matches = parseHost(host);
  if (matches === null || port === undefined) return matches;
  return (name, at) => at === Number(port) && matches(name, at);
}

function parseHost(text: string): Exception | null {
  if (text === "*") return () => true;
  const range = parseRange(text);
  if (range !== null) return range;
  const address = withoutBrackets(text);
  // Compared as ranges of one, because an IPv6 address has many spellings.
  if (isIP(address) !== 0) return parseRange(`${address}/${isIP(address) === 6 ? 128 : 32}`);
  const isWildcard = text.startsWith("*.");
  const name = text.replace(/^\*?\./, "").replace(/\.$/, "");
  if (!NAME.test(name)) return null;
  return (host) => host.endsWith(`.${name}`) || (host === name && !isWildcard);
}

/** Only for addresses: a name is looked up by the proxy, so nobody here knows whether it is in the range. */
function parseRange(text: string): Exception | null {
  const { address = "", prefix = "" } = SUBNET.exec(text)?.groups ?? {};
  const [first = "", last = ""] = text.split("-");
  const list = new BlockList();
  if (isIP(address) !== 0 && Number(prefix) <= (isIP(address) === 6 ? 128 : 32)) {
    list.addSubnet(address, Number(prefix), familyOf(address));
  } else if (isIP(first) !== 0 && isIP(first) === isIP(last)) {
    list.addRange(first, last, familyOf(first));
  } else return null;
  return (host) => isIP(host) !== 0 && list.check(host, familyOf(host));
}

function familyOf(address: string): "ipv4" | "ipv6" {
  return isIP(address) === 6 ? "ipv6" : "ipv4";
}

function withoutBrackets(host: string): string {
  return host.replace(/^\[(.+)\]$/, "$1");
}
