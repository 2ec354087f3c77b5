/** What whoever connects an account at a provider has to know. */
export interface KeyHelp {
  /** The provider's name as it is written. */
  label: string;
  /** The environment variables that must be set. */
  variables: readonly string[];
  /** Where one makes a key, or is told how. */
  keyPage: string;
  /** Whether clusters can be created through it. */
  canCreate: boolean;
}
