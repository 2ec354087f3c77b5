const PEM_START = "-----BEGIN CERTIFICATE-----";

/** The certificate in PEM form, from the base64 in a kubeconfig; `null` if it is anything else. */
export function certificateOf(caData: string): string | null {
  try {
    const text = atob(caData);
    return text.startsWith(PEM_START) ? text : null;
  } catch {
    return null;
  }
}
