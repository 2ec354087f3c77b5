/*
 * Version 0.1 called an account a connection, and how to get into a cluster its access. Bookmarks, files and stored entries
 * outlast the version that made them: these are their words, for whatever still has to read them.
 */
export const FORMER_ACCOUNT = "connection";
export const FORMER_ACCOUNTS = "connections";
export const FORMER_ACCOUNT_ID = "connectionId";
export const FORMER_CONNECTION_DETAILS = "access";
export const FORMER_ACCOUNT_TESTED = "connection-tested";
