import "server-only";
import { SECOND_MS } from "@/lib/domain/time/epoch";
import { Refusal } from "../refusal";
import type { StoreHandle } from "./store-handle";

/** The longest time until a store that is away is tried again. */
const RETRY_AFTER_MS = 10 * SECOND_MS;

/**
 * The single answer to everything that needs the store while it cannot be used: nobody is at fault, and it is worth
 * asking again.
 */
export function storageRefusal(detail: string): Refusal {
  return new Refusal("storage", detail, RETRY_AFTER_MS);
}

/** Throws a refusal with the reason while it is not open. */
export function requireOpen<Opened>(kept: StoreHandle<Opened>): Opened {
  const opened = kept.current();
  if (opened !== null) return opened;
  throw storageRefusal(kept.problem()?.detail ?? "The database is being opened. Try again in a moment.");
}
