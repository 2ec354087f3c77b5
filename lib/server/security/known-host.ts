import "server-only";

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;
/** A name or address with or without a port, as in a Host header. Anything else is not repeated to anybody. */
const PLAIN_HOST = /^([a-z0-9-]+(\.[a-z0-9-]+)*\.?|\[[0-9a-f:.]+\])(:\d{1,5})?$/i;

/**
 * Whether a request was meant for this server: its Host is the public one or a name of this machine, on any port. Any
 * other name may have been pointed here by a stranger, whose pages a browser would then mistake for ours (DNS
 * rebinding).
 */
export function isKnownHost(host: string | null, publicUrl: URL): boolean {
  const name = hostname(host);
  return name !== null && (LOOPBACK.test(name) || name === publicUrl.hostname);
}

/** Why a request was turned away, and the setting that would let it in. */
export function unknownHostSentence(host: string | null, isHttps: boolean): string {
  if (host === null || hostname(host) === null) return "This request does not name the server it is meant for.";
  const typed = `${isHttps ? "https" : "http"}://${host.toLowerCase()}`;
  return (
    `Clusterdeck is not set up to be reached as ${host}. A proxy that names itself so must pass on the Host that people type ` +
    `(nginx: proxy_set_header Host $http_host). If this is what they type, start it with CLUSTERDECK_PUBLIC_URL=${typed}`
  );
}

/** The host as `URL.hostname` spells it; `null` if it is not a plain host. */
function hostname(host: string | null): string | null {
  if (host === null || !PLAIN_HOST.test(host) || !URL.canParse(`http://${host}`)) return null;
  return new URL(`http://${host}`).hostname.replace(/\.$/, "");
}
