/** The ways to an account of one's own: in the browser, and by the server's environment. */
export interface AccountHelp {
  /** The page on which this person begins to add one; `null` if they may not, or it would be refused. */
  addPath: string | null;
  /** One for each provider. */
  keys: readonly KeyHelp[];
}

/** What people have to know to connect an account at a provider. */
export interface KeyHelp {
  /** The provider's name as it is written. */
  label: string;
  /** The environment variables that must be set. */
  variables: readonly string[];
  /** Where to make a key, or where that is explained. */
  keyPage: string;
  /** Whether clusters can be created through it. */
  canCreate: boolean;
}
