import { setTimeout as sleep } from "node:timers/promises";
import { ADMIN } from "@/e2e/support/callers";
import type { AttackedApp } from "./attacked-app";

/** Often enough for a figure, and rarely enough for the limits of one person. */
const PAUSE_MS = 100;

export interface OwnSignIns {
  timesMs: number[];
  /** Attempts with the right password that were refused nevertheless. */
  refused: number;
}

/** How long the owner's sign-in takes from a known browser, measured repeatedly until the signal. */
export async function signInAgainAndAgain(
  { app: { url }, cookies }: AttackedApp,
  ending: AbortSignal,
): Promise<OwnSignIns> {
  const timesMs: number[] = [];
  let refused = 0;
  while (!ending.aborted) {
    const startedAt = performance.now();
    const answer = await trySignIn(url, { ...ADMIN, from: "203.0.113.80", cookie: cookies.admin });
    await answer.arrayBuffer();
    if (answer.ok) timesMs.push(performance.now() - startedAt);
    else refused += 1;
    await sleep(PAUSE_MS);
  }
  return { timesMs, refused };
}

interface Credentials {
  email: string;
  password: string;
  from: string;
  cookie?: string;
}

export function trySignIn(
  url: string,
  { email, password, from, cookie = "" }: Credentials,
  signal: AbortSignal | null = null,
): Promise<Response> {
  return fetch(`${url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Origin: url, Cookie: cookie, "X-Forwarded-For": from },
    body: JSON.stringify({ email, password }),
    signal,
  });
}
