import "server-only";

/** A word of a name that is shorter than this may be any word. */
const MIN_WORD_LENGTH = 5;

/**
 * Whether a text gives away one of these names, of a provider or a region: what people call their clusters often contains them. A
 * harmless text that contains a word of such a name is taken for one that does.
 */
export function mentions(text: string, names: readonly string[]): boolean {
  const plain = plainOf(text);
  const longWords = names.flatMap((name) => [plainOf(name), ...wordsOf(name)]);
  if (longWords.some((word) => word.length >= MIN_WORD_LENGTH && plain.includes(word))) return true;
  const shortNames = new Set(names.map(plainOf));
  return wordsOf(text).some((word) => shortNames.has(word));
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function plainOf(text: string): string {
  return wordsOf(text).join("");
}
