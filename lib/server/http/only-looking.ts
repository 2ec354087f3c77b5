import "server-only";
import type { Refusal } from "../refusal";
import { storageRefusal } from "../store/storage-refusal";

/** For what somebody who is known from the cache alone may do again once the database says who they are. */
export function onlyLooking(): Refusal {
  return storageRefusal("The database does not answer, so everybody can only look. Try again in a moment.");
}
