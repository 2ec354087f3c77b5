import "server-only";
import { headers } from "next/headers";

/** With which this answer's content policy allows a script or style of the page; `undefined` if it is answered without one. */
export async function pageNonce(): Promise<string | undefined> {
  const policy = (await headers()).get("Content-Security-Policy") ?? "";
  return /'nonce-([^']+)'/.exec(policy)?.[1];
}
