/** How a value is written in the query of a URL. */
export interface UrlWord<T> {
  /** `null` if the text says nothing that is known. */
  parse(written: string): T | null;
  serialize(value: T): string;
}

/** With the value that counts if the URL says nothing, and is therefore left out of it. */
export interface UrlWordOrElse<T> extends UrlWord<T> {
  fallback: T;
}

export function orElse<T>(word: UrlWord<T>, fallback: NoInfer<T>): UrlWordOrElse<T> {
  return { ...word, fallback };
}

export const text: UrlWord<string> = { parse: (written) => written, serialize: String };

export const flag: UrlWord<boolean> = { parse: (written) => written.toLowerCase() === "true", serialize: String };

export const integer: UrlWord<number> = {
  parse: (written) => numberOrNull(Number.parseInt(written, 10)),
  serialize: (value) => String(Math.round(value)),
};

export const decimal: UrlWord<number> = {
  parse: (written) => numberOrNull(Number.parseFloat(written)),
  serialize: String,
};

export function oneOf<const Word extends string>(words: readonly Word[]): UrlWord<Word> {
  return { parse: (written) => words.find((word) => word === written) ?? null, serialize: String };
}

/** Several values with commas between them, and commas within them escaped. What is not known is left out. */
export function listOf<T>(item: UrlWord<T>): UrlWord<T[]> {
  const parseItem = (written: string) => item.parse(written.replaceAll("%2C", ","));
  return {
    parse: (written) => (written === "" ? [] : written.split(",").map(parseItem).filter(isKnown)),
    serialize: (items) => items.map((one) => item.serialize(one).replaceAll(",", "%2C")).join(","),
  };
}

function isKnown<T>(parsed: T | null): parsed is T {
  return parsed !== null;
}

function numberOrNull(parsed: number): number | null {
  return Number.isNaN(parsed) ? null : parsed;
}
