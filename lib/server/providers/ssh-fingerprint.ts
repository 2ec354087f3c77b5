import "server-only";
import { createHash } from "node:crypto";

/** A type as OpenSSH writes it, the key in base64, then a comment that often names its owner. */
const PUBLIC_KEY = /^\s*([a-z0-9@.-]{4,60})\s+([A-Za-z0-9+/]{20,20000}={0,2})(?:\s|$)/;

export interface SshFingerprint {
  /** "ssh-ed25519" */
  type: string;
  /** As `ssh-keygen -l` prints it: "SHA256:…". */
  fingerprint: string;
}

/** What tells a public key from another without being it; `null` when the text is no public key. */
export function sshFingerprint(publicKey: string): SshFingerprint | null {
  const [, type = "", base64 = ""] = PUBLIC_KEY.exec(publicKey) ?? [];
  const key = Buffer.from(base64, "base64");
  // A key begins with its own type, after four bytes that tell how long that is.
  if (type === "" || key.subarray(4, 4 + type.length).toString("latin1") !== type) return null;
  const digest = createHash("sha256").update(key).digest("base64").replace(/=+$/, "");
  return { type, fingerprint: `SHA256:${digest}` };
}
