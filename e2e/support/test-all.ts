/**
 * Whether every matrix is gone through whole, as `npm run test:all` does every night and before a release. `npm test` keeps every
 * guarantee, and shows it with fewer screens, kills and made-up inputs.
 */
export const TEST_ALL = process.env.CLUSTERDECK_TEST === "all";
