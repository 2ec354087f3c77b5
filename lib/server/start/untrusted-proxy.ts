import "server-only";
import type { Configuration } from "../configuration/configuration";

interface Log {
  warn(sentence: string): void;
}

/**
 * This server does not speak https, so with an https URL there is a proxy in front of it. Unless that proxy is
 * configured as trusted, everybody seems to have its address.
 */
export function warnOfUntrustedProxy(
  { publicUrl, trustedProxies }: Pick<Configuration, "publicUrl" | "trustedProxies">,
  log: Log,
): void {
  if (new URL(publicUrl).protocol !== "https:" || trustedProxies.length > 0) return;
  log.warn(
    "CLUSTERDECK_PUBLIC_URL is https, so a proxy stands in front of this server, but CLUSTERDECK_TRUSTED_PROXIES does not name it: " +
      "everybody seems to come from the proxy's address, and a stranger's wrong passwords can keep others from signing in. " +
      "Set CLUSTERDECK_TRUSTED_PROXIES to the proxy's address.",
  );
}
