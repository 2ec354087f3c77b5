import "server-only";
import { X509Certificate } from "node:crypto";

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/**
 * The certificates of an authority as PEM, from PEM or from base64 of it, as kubeconfigs write it. The problem stands behind the name of
 * the setting and repeats nothing of it.
 */
export function readAuthority(text: string): { ca: string } | { problem: string } {
  const pem = text.includes("-----BEGIN") ? text : Buffer.from(text, "base64").toString("latin1");
  if (PRIVATE_KEY.test(pem)) return { problem: "holds a private key. Only the authority's certificate is needed" };
  const certificates = pem.match(CERTIFICATE) ?? [];
  if (certificates.length === 0) {
    return { problem: "holds no certificate: it must be PEM (-----BEGIN CERTIFICATE-----), or base64 of that" };
  }
  if (!certificates.every(isReadable)) return { problem: "holds a certificate that cannot be read" };
  return { ca: `${certificates.join("\n")}\n` };
}

function isReadable(certificate: string): boolean {
  try {
    return new X509Certificate(certificate).raw.length > 0;
  } catch {
    return false;
  }
}
