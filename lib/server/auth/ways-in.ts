import "server-only";

/** The id under which better-auth stores passwords. */
export const PASSWORD = "credential";

/**
 * The id under which credentials at the identity provider are stored, and part of the address it sends people back to.
 */
export const OIDC = "oidc";
