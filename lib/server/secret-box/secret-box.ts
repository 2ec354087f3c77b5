import "server-only";
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";

const CIPHER = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
export const KEY_BYTES = 32;
/** Tells this form from later ones. */
const VERSION = "1";

/** Encrypts what must be stored and never be read from a copy of the database. */
export interface SecretBox {
  /** `owner` names what the secret belongs to: sealed for one, it cannot be opened for another. */
  seal(secret: string, owner: string): string;
  /** `null` if it was sealed with another key or for another owner, or is damaged. */
  open(sealed: string, owner: string): string | null;
  /** The same for the same secret of the same owner, while the key is the same; tells whoever lacks the key nothing. */
  digest(secret: string, owner: string): string;
}

/** Seals with `key`, and opens what was sealed with it or with one of `others`. */
export function createSecretBox(key: Buffer, others: readonly Buffer[] = []): SecretBox {
  const keys = [key, ...others];
  const digestKey = Buffer.from(hkdfSync("sha256", key, "", "digest", KEY_BYTES));
  return {
    seal(secret, owner) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(owner));
      const sealed = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
      return `${VERSION}.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64url")}`;
    },
    open(sealed, owner) {
      const [version, text] = sealed.split(".");
      if (version !== VERSION || text === undefined) return null;
      const bytes = Buffer.from(text, "base64url");
      if (bytes.length < NONCE_BYTES + TAG_BYTES) return null;
      for (const one of keys) {
        const opened = openWith(one, bytes, owner);
        if (opened !== null) return opened;
      }
      return null;
    },
    digest: (secret, owner) =>
      createHmac("sha256", digestKey)
        .update(JSON.stringify([owner, secret]))
        .digest("base64url"),
  };
}

function openWith(key: Buffer, bytes: Buffer, owner: string): string | null {
  const cipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES))
    .setAAD(Buffer.from(owner))
    .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    return Buffer.concat([cipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), cipher.final()]).toString("utf8");
  } catch {
    return null;
  }
}
