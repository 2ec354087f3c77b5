import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { Application } from "../application";
import type { AttemptLimit } from "../door/attempt-limit";
import { clientAddress } from "../door/client-address";
import { HttpProblem } from "../http/problem";
import { readForm } from "../http/read-json";
import { linkGone } from "./define-shared-route";
import { enterLink, PASS_COOKIE } from "./enter-link";
import { isPassword } from "./password";
import { makePass, PASS_LIFE_MS } from "./unlock-pass";

/** `POST /api/shared/{token}/unlock`: the password of a link, in a form. Answers with a pass for this link alone. */
export async function unlockLink(
  { shareLinks, configuration, linkAttempts }: Application,
  token: string,
  request: Request,
): Promise<Response> {
  const now = Date.now();
  const password = (await readForm(request)).get("password") ?? "";
  const entry = await enterLink(shareLinks, token, new Headers(), now);
  if (entry.state === "gone") throw linkGone();
  const { link } = entry;
  if (link.passwordHash !== null) {
    const attempt = { account: link.id, address: clientAddress(request.headers) };
    await takeTurn(linkAttempts, attempt, now);
    if (!(await isPassword(password, link.passwordHash))) {
      throw new HttpProblem(403, { code: "wrong-password", detail: "That is not this link’s password." });
    }
    linkAttempts.succeeded(attempt);
  }
  const response = new Response(null, { status: 204, headers: { "Cache-Control": "no-store" } });
  const isSecure = new URL(configuration.publicUrl).protocol === "https:";
  // Only to where this link's page and answers are: no other link's server call ever carries it.
  for (const path of [`/s/${token}`, `/api/shared/${token}`]) {
    const attributes = `Path=${path}; Max-Age=${PASS_LIFE_MS / 1_000}; HttpOnly; SameSite=Lax${isSecure ? "; Secure" : ""}`;
    response.headers.append("Set-Cookie", `${PASS_COOKIE}=${makePass(link, now)}; ${attributes}`);
  }
  return response;
}

async function takeTurn(limit: AttemptLimit, attempt: { account: string; address: string | null }, now: number) {
  const verdict = limit.attempt(attempt, now);
  if (verdict.admitted) return sleep(verdict.delayMs);
  const seconds = Math.ceil(verdict.retryAfterMs / 1_000);
  const detail = `Too many tries. The next one is possible in ${seconds} s.`;
  throw new HttpProblem(429, { code: "rate-limited", detail }, { "Retry-After": String(seconds) });
}
