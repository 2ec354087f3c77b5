import "server-only";

/** What those who resell Verda's machines call it: some still by its name until 2025. */
export const BROKERS_NAMES = ["verda", "datacrunch"] as const;
