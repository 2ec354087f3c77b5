import "server-only";
import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { hashingQueue } from "../../workload/hashing";
import type { HashingRequester } from "../../workload/hashing-queue";

const KEY_BYTES = 32;
const deriveNow = promisify<string, Buffer, number, Buffer>(scrypt);

function derive(password: string, salt: Buffer, requester: HashingRequester): Promise<Buffer> {
  return hashingQueue().run(requester, () => deriveNow(password.normalize(), salt, KEY_BYTES));
}

/** What is stored for a password: its salt and its scrypt key, in base64url. */
export async function hashPassword(password: string, requester: HashingRequester): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, requester);
  return `${salt.toString("base64url")}.${key.toString("base64url")}`;
}

export async function isPassword(password: string, hash: string, requester: HashingRequester): Promise<boolean> {
  const [salt = "", key = ""] = hash.split(".");
  const given = await derive(password, Buffer.from(salt, "base64url"), requester);
  const stored = Buffer.from(key, "base64url");
  return stored.length === given.length && timingSafeEqual(stored, given);
}
