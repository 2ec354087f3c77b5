import "server-only";
import { randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { KEY_BYTES } from "./secret-box";

const FILE = "secret-key";
/** The key that a rotation seals everything with, until it takes the place of the one before. */
const NEXT_FILE = "secret-key.next";

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
  return madeKey(dataDir, FILE);
}

/** The keys that the data folder has, that of a rotation which was interrupted among them; none is made. */
export function secretKeysFoundIn(dataDir: string): Buffer[] {
  return [FILE, NEXT_FILE]
    .map((name) => join(dataDir, name))
    .filter(existsSync)
    .map(readKey);
}

/** The key of a rotation that has not ended; `null` if there is none. */
export function nextSecretKeyIn(dataDir: string): Buffer | null {
  const path = join(dataDir, NEXT_FILE);
  return existsSync(path) ? readKey(path) : null;
}

/** The key to seal everything with from now on: that of a rotation which was interrupted, or a new one. */
export function beginNextSecretKey(dataDir: string): Buffer {
  const key = madeKey(dataDir, NEXT_FILE);
  flush(join(dataDir, NEXT_FILE));
  flush(dataDir);
  return key;
}

/** Puts the next key in the place of the present one, at once or not at all. */
export function adoptNextSecretKey(dataDir: string): void {
  renameSync(join(dataDir, NEXT_FILE), join(dataDir, FILE));
  flush(dataDir);
}

function madeKey(dataDir: string, name: string): Buffer {
  const path = join(dataDir, name);
  mkdirSync(dataDir, { recursive: true });
  try {
    // Of two servers that start at once, one makes the key, and both read it.
    writeFileSync(path, `${randomBytes(KEY_BYTES).toString("base64")}\n`, { flag: "wx", mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  return readKey(path);
}

function readKey(path: string): Buffer {
  const key = parseSecretKey(readFileSync(path, "utf8"));
  if (key === null) throw new Error(`${path} does not hold a key. ${SECRET_KEY_HELP}`);
  return key;
}

/** What has been written of a file, or of the names in a folder, outlasts even a machine that loses its power. */
function flush(path: string): void {
  const descriptor = openSync(path, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
