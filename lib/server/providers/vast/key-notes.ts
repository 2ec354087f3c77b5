import "server-only";
import { ProviderError } from "@/lib/server/providers/errors";
import { parseItems } from "@/lib/server/providers/items";
import { isRefusal } from "@/lib/server/providers/permission";
import { keySchema, type WireKey, type WireUser } from "./wire";

/** The permissions that let a key do more than read, by the provider's names. `misc` also makes and deletes serverless endpoints. */
const BEYOND_READING = ["instance_write", "user_write", "billing_write", "machine_write", "team_write", "misc"];
const READS_ONLY = new Set(["read", "readonly", "read_only", "read-only"]);
const ENOUGH = "A key with the permissions instance_read, user_read and billing_read is enough.";

interface KeyCalls {
  readUser(): Promise<WireUser>;
  readKeys(): Promise<{ apikeys: unknown[] }>;
  readCharges(): Promise<unknown>;
}

/** What the key may do beyond reading, and what it lacks, in sentences. */
export async function keyNotes({ readUser, readKeys, readCharges }: KeyCalls): Promise<string[]> {
  const user = await unlessRefused(readUser);
  if (user === null) return ["This key may not read the account, so its balance stays unknown: it lacks user_read."];
  const keys = await unlessRefused(readKeys);
  const charges = await unlessRefused(readCharges);
  return [
    ...rightsNotes(keys === null ? null : ownKey(keys.apikeys, user)),
    ...(charges === null
      ? ["This key may not read the charges, so Vast.ai's own figures are not shown: it lacks billing_read."]
      : []),
  ];
}

function ownKey(raw: readonly unknown[], { key_id }: WireUser): WireKey | null {
  const { items } = parseItems(
    raw,
    keySchema,
    () => null,
    () => {},
  );
  return items.find(({ id }) => id === key_id) ?? null;
}

function rightsNotes(key: WireKey | null): string[] {
  const granted = grantedTo(key);
  if (granted === "unknown") return [`Vast.ai does not tell what this key may do. ${ENOUGH}`];
  if (granted === "all") return [`This key may do more than read. ${ENOUGH}`];
  const beyond = BEYOND_READING.filter((name) => granted.has(name));
  return beyond.length === 0 ? [] : [`This key may do more than read: it has ${beyond.join(", ")}. ${ENOUGH}`];
}

function grantedTo(key: WireKey | null): ReadonlySet<string> | "all" | "unknown" {
  const { api, write, read } = { ...key?.permissions };
  if (typeof api === "object" && api !== null) return new Set(Object.keys(api));
  if (typeof write === "boolean" && typeof read === "boolean") return write ? "all" : new Set();
  if (!key?.rights) return "unknown";
  return READS_ONLY.has(key.rights.toLowerCase()) ? new Set() : "all";
}

/** `null` where the key may not make this call. */
async function unlessRefused<Answer>(read: () => Promise<Answer>): Promise<Answer | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ProviderError && isRefusal(error)) return null;
    throw error;
  }
}
