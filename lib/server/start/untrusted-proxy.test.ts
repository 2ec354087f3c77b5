import { expect, it } from "vitest";
import { warnOfUntrustedProxy } from "./untrusted-proxy";

it.each([
  ["https://clusters.example.org", [], 1],
  ["https://clusters.example.org", ["127.0.0.1"], 0],
  ["http://127.0.0.1:3000", [], 0],
])("warns once about a proxy that is not configured: %s behind %s", (publicUrl, trustedProxies, count) => {
  const sentences: string[] = [];
  warnOfUntrustedProxy({ publicUrl, trustedProxies }, { warn: (sentence) => sentences.push(sentence) });
  expect(sentences).toHaveLength(count);
  for (const sentence of sentences) expect(sentence).toContain("Set CLUSTERDECK_TRUSTED_PROXIES to");
});
