import "server-only";

/** A mail server was not reached, or did not say how it went. The message names neither server nor login. */
export class MailFailure extends Error {
  override readonly name = "MailFailure";

  constructor(
    message: string,
    readonly mayHaveArrived: boolean,
  ) {
    super(message);
  }
}
