import "server-only";

/** What to know about any key of a provider that has none which may only read. */
export function almightyKeyNote(providerLabel: string): string {
  return `${providerLabel} has no keys that may only read: this one may do everything, so keep it safe`;
}
