import "server-only";
import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { KEY_BYTES } from "./secret-box";

const FILE = "secret-key";

/** 32 bytes as base64 or as 64 hexadecimal digits; `null` for anything else. */
export function parseSecretKey(text: string): Buffer | null {
  const trimmed = text.trim();
  if (/^[0-9a-f]{64}$/i.test(trimmed)) return Buffer.from(trimmed, "hex");
  if (!/^[A-Za-z0-9+/_-]{43}=?$/.test(trimmed)) return null;
  const key = Buffer.from(trimmed, "base64");
  return key.length === KEY_BYTES ? key : null;
}

export const SECRET_KEY_HELP =
  "It must be 32 bytes as base64 or as 64 hexadecimal digits. Make one with: openssl rand -base64 32";

/** The key in the data folder, made at the first start and readable only by its owner. Throws if it can be neither read nor made. */
export function secretKeyIn(dataDir: string): Buffer {
  const path = join(dataDir, FILE);
  mkdirSync(dataDir, { recursive: true });
  try {
    // Of two servers that start at once, one makes the key, and both read it.
    writeFileSync(path, `${randomBytes(KEY_BYTES).toString("base64")}\n`, { flag: "wx", mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  const key = parseSecretKey(readFileSync(path, "utf8"));
  if (key === null) throw new Error(`${path} does not hold a key. ${SECRET_KEY_HELP}`);
  return key;
}
