import "server-only";
import { z } from "zod";
import { isLoopback } from "../outbound/loopback";
import type { Provider, ProviderFake, SettingField } from "./spec";

/** The field of a key. */
export function keyField(variable: string, label = "API key"): SettingField {
  return { label, variable, help: null, example: null, isSecret: true, isLong: false };
}

/** The field of where the API is, which has a default. */
export function addressField(variable: string, defaultUrl: string): SettingField {
  const help = "Only if the API is somewhere else, such as behind a proxy of your own.";
  return { label: "Base URL", variable, help, example: defaultUrl, isSecret: false, isLong: false };
}

/** The environment variables that give an account's settings, without those that name files. */
export function variablesOf({ fields }: Pick<Provider, "fields">): string[] {
  return Object.values(fields).map(({ variable }) => variable);
}

/** Whether a file may hold it, which another setting then names: secrets are mounted as files, and certificates are files. */
export function mayBeFile({ isSecret, isLong }: SettingField): boolean {
  return isSecret || isLong;
}

/** What an account at a provider's fake is set up with; without an address, at the provider itself. */
export function settingsOfFake(
  { key, addressSetting }: Pick<Provider, "key" | "addressSetting">,
  fake: Pick<ProviderFake, "apiKey" | "settings">,
  baseUrl?: string,
): Record<string, string> {
  return { ...fake.settings, [key.setting]: fake.apiKey, ...(baseUrl !== undefined && { [addressSetting]: baseUrl }) };
}

/** A key: a non-empty line of visible ASCII, because it must fit into a header. */
export function secret(): z.ZodType<string> {
  return z
    .string({ error: "is missing" })
    .trim()
    .min(1, { error: "is empty" })
    .regex(/^[\x21-\x7e]+$/, { error: "holds spaces, line breaks or characters that do not fit into an HTTP header" });
}

/** Where the provider's API is. `parse` refuses http, unless it is told that it is allowed there. */
export function baseUrl(defaultUrl: string): z.ZodType<string> {
  return webUrl(defaultUrl).default(defaultUrl);
}

export const NEEDS_HTTPS = "must start with https://, because the key travels with every request";

/** Whether everybody on the way can read what is sent to this address. */
export function isReadableOnTheWay(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol !== "https:" && !isLoopback(hostname);
}

/**
 * An address that secrets are sent to. http is accepted only for loopback addresses, so that secrets do not travel in
 * clear text.
 */
export function httpsUrl(example: string): z.ZodType<string> {
  return webUrl(example).refine((text) => !isReadableOnTheWay(text), { error: NEEDS_HTTPS });
}

/** The address of an API, whose protocol is checked by who knows where it may lead: see `parse`. */
export function webUrl(example: string): z.ZodType<string> {
  return z
    .url({ protocol: /^https?$/, error: `must be a URL such as ${example}` })
    .refine(isPlain, { error: "must not hold a login, a query or a #" })
    .transform((text) => text.replace(/\/+$/, ""));
}

function isPlain(text: string): boolean {
  const { username, password } = new URL(text);
  return username === "" && password === "" && !/[?#]/.test(text);
}
