/** The mark in whose colour a severity is shown. */
export const SEVERITY_MARKS = { critical: "down", warning: "degraded", info: "working" } as const;
