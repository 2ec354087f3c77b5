import "server-only";
import { z } from "zod";

const EXAMPLE = "https://clusters.example.org";
const HOST = /^(?:[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\])$/;
const EVERYWHERE: ReadonlySet<string> = new Set(["0.0.0.0", "[::]"]);
const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;

/**
 * What people type to reach the server, as browsers write it: `https://Clusters.Example.org:443/` is
 * `https://clusters.example.org`. Clusterdeck's own addresses begin right after the host.
 */
export const publicUrl = z.string().transform((text, context): string => {
  const url = URL.parse(SCHEME.test(text) ? text : `http://${text}`);
  const message = whatIsWrong(text, url);
  if (url !== null && message === null) return originOf(url);
  context.addIssue({ code: "custom", message: message ?? "" });
  return z.NEVER;
});

function whatIsWrong(text: string, url: URL | null): string | null {
  if (url === null || !HOST.test(hostOf(url))) return `must be what people type, such as ${EXAMPLE}`;
  // "https://https://clusters.example.org", "https:/clusters.example.org".
  if (/^https?$/.test(url.hostname)) return `must be what people type, such as ${EXAMPLE}`;
  if (EVERYWHERE.has(url.hostname)) {
    return `must be what people type, such as ${EXAMPLE}: ${url.hostname} is where a server listens, which HOST says`;
  }
  if (!SCHEME.test(text)) {
    return `must be what people type, with http:// or https:// before it: write ${originOf(url)}, or https:// if a proxy speaks https`;
  }
  if (!/^https?:$/.test(url.protocol))
    return `must be what people type, so it begins with https:// or http://, as in ${EXAMPLE}`;
  const extra = extraPart(url);
  return extra && `must be what people type up to the host, without ${extra}: write ${originOf(url)}`;
}

function extraPart(url: URL): string | null {
  if (url.username !== "" || url.password !== "") return "a user and a password";
  if (url.pathname !== "/") return `a path (Clusterdeck needs a host name or a port of its own)`;
  if (url.search !== "" || url.href.includes("?")) return "a query";
  return url.href.includes("#") ? "anything after a #" : null;
}

function hostOf({ hostname }: URL): string {
  return hostname.replace(/\.$/, "");
}

function originOf(url: URL): string {
  return `${url.protocol}//${hostOf(url)}${url.port && `:${url.port}`}`;
}
