import "server-only";
import type { Refusal } from "../refusal";
import { storageRefusal } from "../store/storage-refusal";

/** Refuses what somebody who is identified only from the cache may do again once the database answers. */
export function onlyLooking(): Refusal {
  return storageRefusal("The database does not answer, so nothing can be changed now. Try again in a moment.");
}
