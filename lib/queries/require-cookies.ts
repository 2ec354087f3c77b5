import { sessionsSchema } from "@/lib/contract/sessions";
import { RequestError, requestJson } from "./request";

/** Throws if the session that has just begun is unknown: without its cookie, the sign-in page would only appear again. */
export async function requireSession(): Promise<void> {
  requireCookies("E-mail address and password are right");
  const error = await requestJson("/api/sessions", sessionsSchema).then(
    () => null,
    (failed: unknown) => failed,
  );
  // Any other failure says nothing about the cookie, and the page that opens next will say it.
  if (error instanceof RequestError && error.code === "unauthenticated") {
    throw new RequestError(
      "no-cookie",
      "E-mail address and password are right, but this browser did not keep the cookie that signs you in. Allow cookies for this page, and open it at its own address, with https:// if it has that.",
      error.status,
    );
  }
}

/** Throws if this browser keeps no cookies. `found`: what went well before that. */
export function requireCookies(found: string): void {
  if (navigator.cookieEnabled) return;
  const detail = `${found}, but this browser keeps no cookies for this page, and without one it stays closed. Allow cookies for it, and try again.`;
  throw new RequestError("no-cookie", detail, null);
}
