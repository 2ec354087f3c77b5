import "server-only";
import { singleton } from "../singleton";

const secrets = () => singleton("secrets", () => new Set<string>());

/** Shorter text is too common in ordinary words to be replaced everywhere. */
const MIN_SECRET_LENGTH = 6;

/** The address of a share link is its key. */
const LINK_TOKEN = /(?<=\/s(?:hared)?\/)[\w-]{32}(?![\w-])/g;

/** Registers a text that must not appear in any log line. */
export function registerSecret(secret: string): void {
  if (secret.length >= MIN_SECRET_LENGTH) secrets().add(secret);
}

/**
 * The text with every registered secret replaced, even if JSON has escaped it, as well as the token in every share
 * link's path.
 */
export function replaceSecrets(text: string): string {
  let result = text.replace(LINK_TOKEN, "[token]");
  for (const secret of secrets()) {
    result = result.replaceAll(secret, "[secret]").replaceAll(JSON.stringify(secret).slice(1, -1), "[secret]");
  }
  return result;
}
