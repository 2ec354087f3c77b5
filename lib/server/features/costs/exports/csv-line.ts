import "server-only";

/**
 * Tells spreadsheets that a file is UTF-8: without it, Excel reads "Zürich" as "ZÃ¼rich". Not for files that programs
 * read, which would take it for a part of the first column's name.
 */
export const BYTE_ORDER_MARK = "\uFEFF";

/** A decimal number as text, since a float would not hold it exactly. */
export interface DecimalField {
  decimal: string;
}

/** `null` is an empty cell. Texts are guarded, numbers are written as they are. */
export type CsvField = string | number | DecimalField | null;

/**
 * One line of a CSV file (RFC 4180). Text that a spreadsheet would run as a formula is prefixed with an apostrophe:
 * names come from providers, and somebody who may name a cluster must not run anything on the reader's machine.
 */
export function csvLine(fields: readonly CsvField[]): string {
  return `${fields.map(csvField).join(",")}\r\n`;
}

export function decimalField(decimal: string): DecimalField {
  if (!/^-?\d+(\.\d+)?$/.test(decimal)) throw new RangeError("This is not a decimal number.");
  return { decimal };
}

function csvField(field: CsvField): string {
  if (field === null) return "";
  if (typeof field === "number") return String(field);
  if (typeof field === "object") return field.decimal;
  const plain = guard(storable(field));
  return /[",;\t\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** Characters that a text file cannot hold become the replacement character. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll("\0", "\uFFFD");
}

/**
 * What begins a formula, including East Asian full-width forms, and the apostrophe itself, so that a reader can remove
 * the guard.
 */
const BEGINS_FORMULA = "[=+\\-@＝＋－＠﹦﹢﹣﹫]";
/** What a spreadsheet skips, or does not show, before a formula. */
const PASSED_OVER = "[\\s\\p{Cc}\\p{Cf}'\"]*";
const AT_BEGIN = new RegExp(`^(?=${PASSED_OVER}${BEGINS_FORMULA}|'*[\\t\\r\\n])`, "u");
/**
 * Where the comma is the decimal sign, spreadsheets split at semicolons, and recognise a quotation mark only at the
 * start of a cell. Others split at tabs or vertical bars, or at the commas of what was pasted without its quotation
 * marks.
 */
const AFTER_SEPARATOR = new RegExp(`(?=${BEGINS_FORMULA})(?<=[;,|\\t\\r\\n]${PASSED_OVER})`, "gu");

function guard(text: string): string {
  return text.replace(AFTER_SEPARATOR, "'").replace(AT_BEGIN, "'");
}
