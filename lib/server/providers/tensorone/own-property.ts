import "server-only";

/** A property of an object that may be none; a prototype's does not count. */
export function ownProperty(raw: unknown, name: string): unknown {
  return typeof raw === "object" && raw !== null && Object.hasOwn(raw, name) ? Reflect.get(raw, name) : undefined;
}

/** The first of these that the object has. */
export function firstProperty(raw: unknown, names: readonly string[]): unknown {
  return names.map((name) => ownProperty(raw, name)).find((value) => value !== undefined && value !== null);
}

/** The first of these that is a text with something in it; else empty. */
export function firstText(raw: unknown, names: readonly string[]): string {
  const texts = names.map((name) => ownProperty(raw, name));
  return texts.find((text) => typeof text === "string" && text.trim() !== "")?.toString() ?? "";
}
