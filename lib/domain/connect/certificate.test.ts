import { describe, expect, it } from "vitest";
import { certificateOf } from "./certificate";

const pem = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";

describe("certificateOf", () => {
  it("reads the certificate out of a kubeconfig's base64", () => {
    expect(certificateOf(btoa(pem))).toBe(pem);
  });

  it("offers no file for text that holds no certificate", () => {
    expect(certificateOf("not base64!")).toBeNull();
    expect(certificateOf(btoa("hello"))).toBeNull();
  });
});
