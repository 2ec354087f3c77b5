import "server-only";
import type { Environment } from "./configuration";

/** Passwords may begin and end with anything. */
const AS_WRITTEN: ReadonlySet<string> = new Set(["CLUSTERDECK_ADMIN_PASSWORD"]);

/**
 * Each variable without the spaces, line breaks and quotes around it, with which some programs pass on an `.env` file. An empty one, as
 * compose files set them, counts as not set.
 */
export function cleanVariables(variables: Environment): Environment {
  const cleaned = Object.entries(variables).map(([name, value = ""]) => [
    name,
    AS_WRITTEN.has(name) ? value : withoutQuotes(value),
  ]);
  return Object.fromEntries(cleaned.filter(([, value]) => value !== ""));
}

export function withoutQuotes(text: string): string {
  return text
    .trim()
    .replace(/^(["'])(.*)\1$/s, "$2")
    .trim();
}
