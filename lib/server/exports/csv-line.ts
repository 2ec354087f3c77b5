import "server-only";

/**
 * One line of a CSV file (RFC 4180). A text that a spreadsheet would run as a formula is made plain by an apostrophe before it: names
 * come from providers, and whoever may name a cluster must not run anything on the reader's machine.
 */
export function csvLine(fields: readonly (string | number | null)[]): string {
  return `${fields.map(csvField).join(",")}\r\n`;
}

function csvField(field: string | number | null): string {
  if (field === null) return "";
  if (typeof field === "number") return String(field);
  const plain = /^\s*[=+\-@]|^[\t\r\n]/.test(field) ? `'${field}` : field;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
