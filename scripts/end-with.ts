/** Ends a command with one sentence on what is wrong. */
export function endWith(problem: unknown): never {
  console.error(problem instanceof Error ? problem.message : problem);
  process.exit(1);
}
