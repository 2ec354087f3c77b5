import { createDecipheriv, createECDH, createPublicKey, type ECDH, hkdfSync, randomBytes, verify } from "node:crypto";
import type { NewPushSubscription } from "@/lib/contract/alerts/push-subscriptions";
import { answerText, type Received, type Service } from "./received";

const MAX_BYTES = 4_096;

/** A browser that has asked for pushes: it reads what was encrypted for it, and nothing else. */
export interface TestBrowser {
  subscription: NewPushSubscription;
  /** What the notification says. Throws if it was not encrypted for this browser. */
  read(body: Buffer): unknown;
}

export function createTestBrowser(endpoint: string): TestBrowser {
  const key = createECDH("prime256v1");
  key.generateKeys();
  const auth = randomBytes(16);
  const keys = { p256dh: key.getPublicKey("base64url"), auth: auth.toString("base64url") };
  return { subscription: { endpoint, keys }, read: (body) => JSON.parse(decrypted(body, key, auth).toString("utf8")) };
}

/** One record of `aes128gcm`, as RFC 8291 has a push encrypted. */
function decrypted(body: Buffer, key: ECDH, auth: Buffer): Buffer {
  const salt = body.subarray(0, 16);
  const sealedAt = 21 + body.readUInt8(20);
  const sender = body.subarray(21, sealedAt);
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), key.getPublicKey(), sender]);
  const secret = Buffer.from(hkdfSync("sha256", key.computeSecret(sender), auth, info, 32));
  const derive = (name: string, length: number) =>
    Buffer.from(hkdfSync("sha256", secret, salt, `Content-Encoding: ${name}\0`, length));
  const decipher = createDecipheriv("aes-128-gcm", derive("aes128gcm", 16), derive("nonce", 12));
  decipher.setAuthTag(body.subarray(-16));
  const padded = Buffer.concat([decipher.update(body.subarray(sealedAt, -16)), decipher.final()]);
  // What is padded ends in a 2 and zeros.
  return padded.subarray(0, padded.lastIndexOf(2));
}

/** A push service: it takes what comes from the owner of the key that browsers have subscribed with (RFC 8030, 8292). */
export function pushService(publicKey: string): Service {
  return (received) => {
    if (received.body.length > MAX_BYTES) return answerText(413, "Too large");
    if (received.headers.get("content-encoding") !== "aes128gcm") return answerText(400, "Not encrypted");
    if (!/^\d+$/.test(received.headers.get("ttl") ?? "")) return answerText(400, "No TTL");
    if (!/^[\w-]{1,32}$/.test(received.headers.get("topic") ?? "")) return answerText(400, "No such topic");
    return isFrom(publicKey, received) ? { status: 201 } : answerText(403, "Not the key that was subscribed with");
  };
}

function isFrom(publicKey: string, { headers }: Received): boolean {
  const [, token = "", key = ""] = /^vapid t=([^,]+), k=(.+)$/.exec(headers.get("authorization") ?? "") ?? [];
  const [header = "", claims = "", signature = ""] = token.split(".");
  const point = Buffer.from(publicKey, "base64url");
  const [x, y] = [point.subarray(1, 33).toString("base64url"), point.subarray(33).toString("base64url")];
  const isSigned = verify(
    "sha256",
    Buffer.from(`${header}.${claims}`),
    { key: createPublicKey({ key: { kty: "EC", crv: "P-256", x, y }, format: "jwk" }), dsaEncoding: "ieee-p1363" },
    Buffer.from(signature, "base64url"),
  );
  const { sub, exp } = JSON.parse(Buffer.from(claims, "base64url").toString() || "{}");
  return key === publicKey && isSigned && /^(?:mailto|https):/.test(sub) && exp * 1_000 > Date.now();
}
