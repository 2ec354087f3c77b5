import "server-only";
import { z } from "zod";

/** A key: a non-empty line of visible ASCII, because it must fit into a header. */
export function secret(): z.ZodType<string> {
  return z
    .string({ error: "is missing" })
    .trim()
    .min(1, { error: "is empty" })
    .regex(/^[\x21-\x7e]+$/, { error: "holds spaces, line breaks or characters that do not fit into an HTTP header" });
}

/** Where the provider's API is. */
export function baseUrl(defaultUrl: string): z.ZodType<string> {
  return httpsUrl(defaultUrl).default(defaultUrl);
}

/**
 * An address that secrets are sent to. http is accepted only for loopback addresses, so that secrets do not travel in
 * clear text.
 */
export function httpsUrl(example: string): z.ZodType<string> {
  return z
    .url({ protocol: /^https?$/, error: `must be a URL such as ${example}` })
    .refine((text) => new URL(text).protocol === "https:" || isLoopback(new URL(text).hostname), {
      error: "must start with https://, because the key travels with every request",
    })
    .refine((text) => new URL(text).username === "" && new URL(text).search === "", {
      error: "must not hold a login or a query",
    })
    .transform((text) => text.replace(/\/+$/, ""));
}

/** Whether only this machine can reach this name or address, as a URL or a socket spells it. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || /^(::1|\[::1\])$/.test(hostname) || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
