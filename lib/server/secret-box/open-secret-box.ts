import "server-only";
import { createSecretBox, type SecretBox } from "./secret-box";
import { secretKeyIn } from "./secret-key";

/** A box with the configured key, or with that of the data folder. Throws if that can be neither read nor made. */
export function openSecretBox(secretKey: { key: Buffer } | { dataDir: string }): SecretBox {
  return createSecretBox("key" in secretKey ? secretKey.key : secretKeyIn(secretKey.dataDir));
}
