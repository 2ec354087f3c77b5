/** What to tell somebody who comes back from the identity provider without a session. */
export function singleSignOnProblem(error: string, provider: string): string {
  switch (error) {
    case "no_role":
      return `${provider} knows you, but none of your groups has access here. Ask the person who manages them.`;
    case "account_not_linked":
      return "Your address was added here with a password. Sign in with that password.";
    case "email_taken":
      return `The address that ${provider} gives for you belongs to somebody else here. Ask an admin.`;
    case "unable_to_create_session":
      return "Your access was disabled. Ask an admin.";
    case "access_denied":
      return `You did not finish signing in with ${provider}.`;
    case "email_not_found":
      return `${provider} gives no verified e-mail address for you. Ask the person who manages it to verify yours.`;
    case "unreachable":
    case "temporarily_unavailable":
      return `${provider} cannot be reached right now. Try again, or sign in with a password.`;
    case "storage":
    // better-auth's error code for a state that could not be read.
    case "internal_server_error":
      return "Clusterdeck's database does not answer, so nobody can sign in. Try again in a moment.";
    case "state_mismatch":
      return "That took too long, or was started in another browser. Try again.";
    default:
      return `Signing in with ${provider} failed. Try again; the server's log has details.`;
  }
}
