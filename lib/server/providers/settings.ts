import "server-only";
import { z } from "zod";
import { isLoopback } from "../outbound/loopback";

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
    .refine(isPlain, { error: "must not hold a login, a query or a #" })
    .transform((text) => text.replace(/\/+$/, ""));
}

function isPlain(text: string): boolean {
  const { username, password } = new URL(text);
  return username === "" && password === "" && !/[?#]/.test(text);
}
