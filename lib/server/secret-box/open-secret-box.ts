import "server-only";
import { log } from "../log";
import { createSecretBox, type SecretBox } from "./secret-box";
import { nextSecretKeyIn, secretKeyIn } from "./secret-key";

/** A box with the configured key, or with that of the data folder. Throws if that can be neither read nor made. */
export function openSecretBox(secretKey: { key: Buffer } | { dataDir: string }): SecretBox {
  if ("key" in secretKey) return createSecretBox(secretKey.key);
  const { dataDir } = secretKey;
  const next = nextSecretKeyIn(dataDir);
  if (next === null) return createSecretBox(secretKeyIn(dataDir));
  // Some may be sealed with the one and some with the other, which is the next rotation's to end.
  log().warn(
    "npm run rotate-secret was interrupted. Stop the server and run it again, so that the old key is worth nothing",
  );
  return createSecretBox(secretKeyIn(dataDir), [next]);
}
