import "server-only";

/** What better-auth stores passwords under. */
export const PASSWORD = "credential";

/** What credentials at the identity provider are stored under, and part of the address it sends people back to. */
export const OIDC = "oidc";
