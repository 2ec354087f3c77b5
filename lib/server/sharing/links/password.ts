import "server-only";
import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { hashingQueue } from "../../workload/hashing";
import type { HashingAsker } from "../../workload/hashing-queue";

const KEY_BYTES = 32;
const deriveNow = promisify<string, Buffer, number, Buffer>(scrypt);

function derive(password: string, salt: Buffer, asker: HashingAsker): Promise<Buffer> {
  return hashingQueue().run(asker, () => deriveNow(password.normalize(), salt, KEY_BYTES));
}

/** What is stored for a password: its salt and its scrypt key, in base64url. */
export async function hashPassword(password: string, asker: HashingAsker): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, asker);
  return `${salt.toString("base64url")}.${key.toString("base64url")}`;
}

export async function isPassword(password: string, hash: string, asker: HashingAsker): Promise<boolean> {
  const [salt = "", key = ""] = hash.split(".");
  const given = await derive(password, Buffer.from(salt, "base64url"), asker);
  const stored = Buffer.from(key, "base64url");
  return stored.length === given.length && timingSafeEqual(stored, given);
}
