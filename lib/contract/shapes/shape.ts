import type { z } from "zod/mini";

/*
 * What browsers check answers with. The schemas of `lib/contract` stay on the server, because zod is a tenth of all the
 * code that a page may load; the files beside this one are written from them, field by field.
 */

/** What a value says to those who know its shape, or `WRONG` if it does not have that shape. */
type Read = (value: unknown) => unknown;
interface ReadObject extends Read {
  fields: readonly string[];
}

const WRONG = Symbol();
const NO_ANSWER = { success: false } as const;
/** ISO 8601 UTC with milliseconds. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Reads an answer. Fields that are not its own, as a newer server may send them, are left out. */
export interface Shape<T> {
  fields: readonly string[];
  safeParse(value: unknown): { success: true; data: T } | { success: false };
}

/**
 * The shape of a schema's values. The cast is safe because `read` is written from that schema: `shapes.test.ts` fails if
 * it is not, and makes sure that both read the same from the same answers.
 */
export function shapeOf<Schema extends z.ZodMiniType>(read: ReadObject): Shape<z.output<Schema>> {
  return {
    fields: read.fields,
    safeParse(value) {
      const data = read(value);
      return data === WRONG ? NO_ANSWER : { success: true, data: data as z.output<Schema> };
    },
  };
}

export const anything: Read = (value) => value;
export const string = only((value) => typeof value === "string");
export const boolean = only((value) => typeof value === "boolean");
export const number = only(Number.isFinite);
export const integer = only(Number.isSafeInteger);
export const time = only((value) => typeof value === "string" && TIME.test(value) && !Number.isNaN(Date.parse(value)));
export const url = only((value) => typeof value === "string" && isUrl(value));

export const oneOf = (...words: readonly unknown[]): Read => only((value) => words.includes(value));

export const atLeast = (min: number, read: Read): Read =>
  only((value) => read(value) !== WRONG && Number(value) >= min);

export const noLonger = (maxLength: number, read: Read): Read =>
  only((value) => read(value) !== WRONG && String(value).length <= maxLength);

export function nullable(read: Read): Read {
  return (value) => (value === null ? value : read(value));
}

export function optional(read: Read): Read {
  return (value) => (value === undefined ? value : read(value));
}

export function anyOf(...reads: readonly Read[]): Read {
  return (value) => reads.map((read) => read(value)).find((read) => read !== WRONG) ?? WRONG;
}

export function list(read: Read): Read {
  return (value) => (Array.isArray(value) ? unlessWrong(value.map((item) => read(item))) : WRONG);
}

export function tuple(...reads: readonly Read[]): Read {
  return (value) =>
    Array.isArray(value) && value.length === reads.length
      ? unlessWrong(reads.map((read, index) => read(value[index])))
      : WRONG;
}

export function record(read: Read): Read {
  return (value) => {
    if (!isObject(value)) return WRONG;
    const entries = Object.entries(value).map(([key, item]) => [key, read(item)] as const);
    return entries.some(([, item]) => item === WRONG) ? WRONG : Object.fromEntries(entries);
  };
}

export function object(reads: Readonly<Record<string, Read>>): ReadObject {
  const fields = Object.keys(reads);
  const each = Object.entries(reads);
  const readObject = (value: unknown) => {
    if (!isObject(value)) return WRONG;
    const known: Record<string, unknown> = {};
    for (const [field, read] of each) {
      const item = read(value[field]);
      if (item === WRONG) return WRONG;
      if (item !== undefined) known[field] = item;
    }
    return known;
  };
  return Object.assign(readObject, { fields });
}

function only(isRight: (value: unknown) => boolean): Read {
  return (value) => (isRight(value) ? value : WRONG);
}

function unlessWrong(items: readonly unknown[]): unknown {
  return items.includes(WRONG) ? WRONG : items;
}

function isUrl(text: string): boolean {
  try {
    return new URL(text).href !== "";
  } catch {
    return false;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
