/** What to tell somebody whom the identity provider sent back without a session. */
export function singleSignOnProblem(error: string, provider: string): string {
  switch (error) {
    case "no_role":
      return `${provider} knows you, but none of your groups has access here. Ask whoever manages them.`;
    case "account_not_linked":
      return "Your address was added here with a password. Sign in with that.";
    case "email_taken":
      return `The address that ${provider} names for you belongs to somebody else here. Ask an admin.`;
    case "unable_to_create_session":
      return "Your access was disabled. Ask an admin.";
    case "access_denied":
      return `You did not finish signing in with ${provider}.`;
    case "email_not_found":
      return `${provider} names no e-mail address that is surely yours. Ask whoever manages it to confirm it there.`;
    case "unreachable":
    case "temporarily_unavailable":
      return `${provider} cannot be reached at the moment. Try again, or sign in with a password.`;
    case "storage":
    // better-auth's word for a state that could not be read.
    case "internal_server_error":
      return "Clusterdeck's database does not answer, so nobody can sign in. Try again in a moment.";
    case "state_mismatch":
      return "That took too long, or began in another browser. Try again.";
    default:
      return `Signing in with ${provider} failed. Try again; the server's log says more.`;
  }
}
