export const ACCOUNT_STATES = ["starting", "ok", "limited", "failing", "paused"] as const;
/** How reading an account goes. `paused`: a person has it not read for now, so its readings only grow older. */
export type AccountState = (typeof ACCOUNT_STATES)[number];
