/** What to tell somebody who comes back from the identity provider without a session. */
export function singleSignOnProblem(error: string, provider: string): string {
  return (
    PROBLEMS.get(error)?.(provider) ?? `Signing in with ${provider} failed. Try again; the server's log has details.`
  );
}

const TELL_AN_ADMIN = "Tell an admin: the server's log says what to correct.";

const unreachable = (provider: string) =>
  `${provider} cannot be reached right now. Try again, or sign in with a password.`;
const askedFirst = (provider: string) => `${provider} wants you to sign in or to agree there first. Try again.`;
const refused = (provider: string) => `${provider} refuses sign-ins here as they are set up. ${TELL_AN_ADMIN}`;
const noDatabase = () => "Clusterdeck's database does not answer, so nobody can sign in. Try again in a moment.";

const PROBLEMS: ReadonlyMap<string, (provider: string) => string> = new Map([
  /* What keeps one person out. */
  [
    "no_role",
    (provider) => `${provider} knows you, but none of your groups has access here. Ask the person who manages them.`,
  ],
  ["account_not_linked", () => "Your address was added here with a password. Sign in with that password."],
  [
    "new_identity",
    (provider) =>
      `Somebody with your address already comes here from ${provider}, with another account than yours. If you were made anew there, ` +
      "ask an admin to link your new account (Settings, People), and then sign in again.",
  ],
  [
    "email_taken",
    (provider) => `The address that ${provider} gives for you belongs to somebody else here. Ask an admin.`,
  ],
  ["unable_to_create_session", () => "Your access was disabled. Ask an admin."],
  [
    "access_denied",
    (provider) =>
      `You did not finish signing in with ${provider}, or it does not let you in here. Try again, or ask the person who manages it.`,
  ],
  [
    "email_not_found",
    (provider) =>
      `${provider} gives no e-mail address for you that could be used here. Ask the person who manages it to add one.`,
  ],
  [
    "email_not_verified",
    (provider) => `${provider} has not verified your e-mail address. Ask the person who manages it to verify yours.`,
  ],
  ["login_required", askedFirst],
  ["interaction_required", askedFirst],
  ["consent_required", askedFirst],
  ["account_selection_required", askedFirst],
  /* What a second try may mend. */
  ["unreachable", unreachable],
  ["temporarily_unavailable", unreachable],
  [
    "server_error",
    (provider) => `${provider} had a fault of its own. Try again in a moment, or sign in with a password.`,
  ],
  ["storage", noDatabase],
  // better-auth's error code for a state that could not be read.
  ["internal_server_error", noDatabase],
  ["state_mismatch", () => "That took too long, or was started in another browser. Try again."],
  [
    "state_security_mismatch",
    () =>
      "This browser has no cookie of that sign-in: it was started elsewhere, or again in another tab. Allow cookies for this page, and try again.",
  ],
  [
    "other_sign_in",
    (provider) => `${provider} answered another sign-in than this one. Close other tabs that sign in, and try again.`,
  ],
  [
    "code_expired",
    (provider) =>
      `${provider} no longer accepted this sign-in: it took too long, or was used before. Try again; if that does not help, tell an admin.`,
  ],
  /* What only an admin can mend. */
  [
    "clock_differs",
    (provider) =>
      `The clocks of ${provider} and of this server differ, so its answer seems to be of another time. ${TELL_AN_ADMIN}`,
  ],
  ["wrong_issuer", (provider) => `${provider} answered under another name than is set up here. ${TELL_AN_ADMIN}`],
  ["wrong_audience", (provider) => `${provider} answered for another program than this one. ${TELL_AN_ADMIN}`],
  [
    "wrong_secret",
    (provider) => `${provider} does not accept the id or the secret that this server has. ${TELL_AN_ADMIN}`,
  ],
  [
    "unknown_key",
    (provider) =>
      `${provider} signed its answer with a key that it does not publish. Try again; if that does not help, tell an admin.`,
  ],
  ["odd_answer", (provider) => `The answer of ${provider} lacks something or is not in order. ${TELL_AN_ADMIN}`],
  ["invalid_scope", refused],
  ["invalid_request", refused],
  ["unauthorized_client", refused],
  ["unsupported_response_type", refused],
  ["provider_refused", refused],
]);
