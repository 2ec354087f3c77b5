const PEM_START = "-----BEGIN CERTIFICATE-----";

/** The certificate as a file holds it (PEM), from the base64 a kubeconfig carries; `null` when it is anything else. */
export function certificateOf(caData: string): string | null {
  try {
    const text = atob(caData);
    return text.startsWith(PEM_START) ? text : null;
  } catch {
    return null;
  }
}
