import "server-only";

/** A word of a label that is shorter than this may be any word. */
const MIN_WORD_LENGTH = 5;

/** Whose machines a cluster runs on, in all the ways that a text may say it. */
interface Owners {
  provider: { id: string; label: string };
  /** The company that owns the machines, if the provider is a broker. */
  cloud: string | null;
}

/**
 * Whether a text gives away the provider: names and regions are chosen freely, and often contain it. A harmless text that
 * contains such a word is taken for one that does.
 */
export function mentionsProvider(text: string, { provider: { id, label }, cloud }: Owners): boolean {
  const plain = plainOf(text);
  const longWords = [id, label, cloud ?? ""].flatMap((name) => [plainOf(name), ...wordsOf(name)]);
  if (longWords.some((word) => word.length >= MIN_WORD_LENGTH && plain.includes(word))) return true;
  const shortNames = new Set([id, label, cloud ?? ""].map(plainOf));
  return wordsOf(text).some((word) => shortNames.has(word));
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function plainOf(text: string): string {
  return wordsOf(text).join("");
}
