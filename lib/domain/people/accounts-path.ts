/** Where an admin sees and changes accounts. */
export const ACCOUNTS_PATH = "/settings/accounts";

/** Where an admin adds one. */
export const NEW_ACCOUNT_PATH = `${ACCOUNTS_PATH}/new`;

/** Where the first admin enters the code that the server printed. */
export const SETUP_PATH = "/setup";
