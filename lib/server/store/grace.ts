import "server-only";

/** For so long what the database confirmed last still counts while it does not answer: whoever was let in may go on looking. */
export const STORE_GRACE_MS = 900_000;
