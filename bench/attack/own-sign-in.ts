import { setTimeout as sleep } from "node:timers/promises";
import { ADMIN } from "@/e2e/support/visitors";

/** Often enough for a figure, and seldom enough for the limits of one person. */
const PAUSE_MS = 100;

export interface OwnSignIns {
  timesMs: number[];
  /** With the right password, and yet not let in. */
  refused: number;
}

/** How long the owner of the right password takes to get in, again and again until the signal. */
export async function signInAgainAndAgain(url: string, ending: AbortSignal): Promise<OwnSignIns> {
  const timesMs: number[] = [];
  let refused = 0;
  while (!ending.aborted) {
    const startedAt = performance.now();
    const answer = await trySignIn(url, { ...ADMIN, from: "203.0.113.80" });
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
}

export function trySignIn(
  url: string,
  { email, password, from }: Credentials,
  signal: AbortSignal | null = null,
): Promise<Response> {
  return fetch(`${url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Origin: url, "X-Forwarded-For": from },
    body: JSON.stringify({ email, password }),
    signal,
  });
}
