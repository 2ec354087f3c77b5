/** Where an admin adds and changes accounts. */
export const ACCOUNTS_PATH = "/settings#accounts";
