/**
 * Whether every matrix is run in full, as `npm run test:all` does every night and before a release. `npm test` checks
 * every guarantee with fewer screens, kills and made-up inputs.
 */
export const TEST_ALL = process.env.CLUSTERDECK_TEST === "all";
