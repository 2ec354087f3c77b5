import { cutText } from "./graphemes";
import { PART_OF_VISIBLE } from "./joiners";
import { withoutEscapes } from "./without-escapes";

/**
 * Free text from a provider (a status message, a failure) may quote whatever its author had at hand. What looks like a
 * credential or an identity is replaced before the text is kept, shown or logged. Order matters: a token before its parts.
 */
const SENSITIVE: readonly [pattern: RegExp, placeholder: string][] = [
  [/\bbearer\s+[^\s"',;)]+/gi, "[token]"],
  // "basic training" is no credential: base64 of a login has a digit, a padding or a capital in the middle of a word.
  [/\b(?:[Bb]asic|BASIC)\s+(?=\S*(?:\d|=|[a-z][A-Z]))[A-Za-z\d+/_-]{8,}={0,2}/g, "[token]"],
  [/(?<=:\/\/[^\s/:@]{0,64}:)[^\s/@]{1,200}(?=@)/g, "[password]"],
  [
    /(?<=(?:password|passwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key)["']?\s?[=:]\s?["']?)[^\s"',;&[]{4,}/gi,
    "[secret]",
  ],
  [
    /(?<=--[\w-]{0,40}(?:password|passwd|secret|token|(?:api|access|private|secret)[_-]?key)(?:["'],)?\s{1,4}["']?)[^\s"',;&[-][^\s"',;&[]{3,}/gi,
    "[secret]",
  ],
  [/\b(?:AIza[\w-]{20,}|(?:AKIA|ASIA)[A-Z\d]{16}|(?:hf|gh[opsu]|glpat|sk|xox[abp])[_-][\w-]{16,})/g, "[secret]"],
  // These two ask for no more than their beginning: what looked ahead for a dot or a colon would do so from each of many beginnings.
  [/\beyJ[\w-]+(?:\.[\w-]*)*/g, "[token]"],
  [/\barn:aws[^\s"',;)]*/gi, "[AWS resource]"],
  [/(?<![\w.+-])[\w.+-]+@[\w-]{1,63}(?:\.[\w-]{1,63})+/g, "[e-mail]"],
  [/(?<![\w:])(?:(?:[\da-f]{1,4}:){7}[\da-f]{1,4}|(?=[\da-f:]{0,40}::)[\da-f:.]{1,44}[\da-f])(?!\w)/gi, "[address]"],
  [/(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.]*\d)/g, "[address]"],
  [/(?<!\d)\d{12}(?!\d)/g, "[account]"],
  [/(?<![\w+/=-])[\w+/-]{40,}={0,2}/g, "[secret]"],
];

/** Whatever is not seen, such as controls and marks that turn the direction of a line, but not what joins emoji or letters. */
const INVISIBLE_IN_LINE = new RegExp(String.raw`[^\P{Cc}\t]|\p{Cs}|(?!${PART_OF_VISIBLE})\p{Cf}`, "gu");
const INVISIBLE = new RegExp(String.raw`(?:[\p{Cc}\p{Cs}\s]|(?!${PART_OF_VISIBLE})\p{Cf})+`, "gu");

/** How much text is looked at: more than any sentence for people, and little enough that a hostile one costs little. */
const MAX_LENGTH = 2_000;
/** Escapes are taken out first, and come on top. */
export const MAX_SCRUBBED = 4 * MAX_LENGTH;

/**
 * A provider's sentence on one line, at most `maxLength` characters, without keys, ARNs, account numbers, addresses or e-mails.
 * `keyShapes`: what is a key too, though no word says so.
 */
export function scrub(text: string, keyShapes: readonly RegExp[], maxLength = 300): string {
  return clip(withoutSecrets(text, keyShapes), maxLength);
}

/** A line of a log, scrubbed likewise, with its indentation: a stack trace or a table is read by it. */
export function scrubLogLine(text: string, keyShapes: readonly RegExp[], maxLength: number): string {
  const line = withoutSecrets(text, keyShapes).replace(INVISIBLE_IN_LINE, " ").trimEnd();
  return shorten(line, maxLength);
}

function withoutSecrets(text: string, keyShapes: readonly RegExp[]): string {
  // First, since a colour in the middle of a secret would keep it from being recognised.
  const plain = withoutEscapes(text.slice(0, MAX_SCRUBBED));
  // A word cut in half might be a secret too short to be recognised.
  const whole = text.length > MAX_SCRUBBED || plain.length > MAX_LENGTH ? cutAtWord(plain) : plain;
  const withoutKeys = keyShapes.reduce((kept, shape) => kept.replace(new RegExp(shape, "g"), "[secret]"), whole);
  return SENSITIVE.reduce((kept, [pattern, placeholder]) => kept.replace(pattern, placeholder), withoutKeys);
}

function cutAtWord(text: string): string {
  let end = Math.min(text.length, MAX_LENGTH);
  while (end > 0 && /\S/.test(text.charAt(end - 1))) end -= 1;
  return `${text.slice(0, end)}…`;
}

/** A provider's name or word on one line, cut visibly to `maxLength` characters. */
export function clip(text: string, maxLength = 200): string {
  const line = text.slice(0, MAX_LENGTH).replace(INVISIBLE, " ").trim();
  return shorten(line, maxLength);
}

function shorten(line: string, maxLength: number): string {
  return line.length <= maxLength ? line : `${cutText(line, maxLength - 1)}…`;
}
