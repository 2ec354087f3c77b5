import "server-only";

const SHOWN_OF_KEY = 4;
/** In a shorter key, four characters would be a large part. */
const MIN_KEY_LENGTH_SHOWN = 16;

/** The last characters of a key, which tell it from others; `null` if it is so short that they would reveal too much of it. */
export function keyEnding(key: string): string | null {
  return key.length < MIN_KEY_LENGTH_SHOWN ? null : key.slice(-SHOWN_OF_KEY);
}
