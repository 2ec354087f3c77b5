import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import type { Claims } from "./identity-client";
import type { SignOnFault } from "./sign-on-fault";

/** What becomes known while one answer of the provider is handled: better-auth passes on neither. */
export interface SignOnAttempt {
  fault: SignOnFault | null;
  claims: Claims | null;
}

const attempts = new AsyncLocalStorage<SignOnAttempt>();

/** Runs the handling of one answer, and tells what became known meanwhile. */
export async function attemptSignOn<Result>(handle: () => Promise<Result>): Promise<[Result, SignOnAttempt]> {
  const attempt: SignOnAttempt = { fault: null, claims: null };
  return [await attempts.run(attempt, handle), attempt];
}

/** Outside an attempt there is nobody to tell. */
export function noteAttempt(known: Partial<SignOnAttempt>): void {
  Object.assign(attempts.getStore() ?? {}, known);
}
