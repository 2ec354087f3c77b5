import "server-only";
import { isDecodable } from "@/lib/domain/text/is-decodable";
import type { OutboundProxy, Proxies } from "../outbound/proxies";
import { parseExceptions } from "../outbound/proxy-exceptions";
import type { ConfigurationMistake, Environment } from "./configuration";

interface Result {
  proxies: Proxies;
  mistakes: ConfigurationMistake[];
  warnings: ConfigurationMistake[];
}

const EXAMPLE = "http://proxy.example.org:3128";

/** The variables that curl and most other programs know. Of two spellings the lower-case one counts, as it does for them. */
export function readProxySettings(environment: Environment): Result {
  const mistakes: ConfigurationMistake[] = [];
  const read = (name: string): OutboundProxy | null => {
    const found = variableOf(environment, name);
    const proxy = found && parseProxy(found.variable, found.value);
    if (proxy === null || "url" in proxy) return proxy;
    mistakes.push(proxy);
    return null;
  };
  const [http, https] = [read("HTTP_PROXY"), read("HTTPS_PROXY")];
  const noProxy = variableOf(environment, "NO_PROXY");
  const { exceptions, unknown } = parseExceptions(noProxy?.value ?? "");
  const includesLoopback = environment.NODE_USE_ENV_PROXY === "1";
  const warnings = unknown.map((entry) => ({
    where: noProxy?.variable ?? "NO_PROXY",
    message: `${JSON.stringify(entry)} has no effect: an entry is a host, .domain, address or range such as 10.0.0.0/8, and may end in a port`,
  }));
  return { proxies: { http, https, exceptions, includesLoopback }, mistakes, warnings };
}

function variableOf(environment: Environment, name: string): { variable: string; value: string } | null {
  for (const variable of [name.toLowerCase(), name]) {
    const value = environment[variable]?.trim();
    if (value) return { variable, value };
  }
  return null;
}

/** As curl reads it: without a scheme it is http. No message repeats the value, which may contain a password. */
function parseProxy(variable: string, text: string): OutboundProxy | ConfigurationMistake {
  const fail = (message: string): ConfigurationMistake => ({ where: variable, message });
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`);
  if (url === null || url.hostname === "") return fail(`must be a proxy's address, such as ${EXAMPLE}`);
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    return fail(
      `must be the address of an HTTP proxy, such as ${EXAMPLE}: other kinds, such as SOCKS, are not supported`,
    );
  }
  if (url.pathname !== "/" || url.search !== "" || url.hash !== "") {
    return fail(`must be a proxy's address without anything after the port, such as ${EXAMPLE}`);
  }
  if (!isDecodable(url.username) || !isDecodable(url.password)) {
    return fail("has a user or password with a % that stands for itself: write it as %25");
  }
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  return { url, name: `${url.hostname}:${port}`, variable };
}
