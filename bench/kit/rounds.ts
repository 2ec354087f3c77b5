/** Measures repeatedly, one round after another. A warm-up round before the first is discarded. */
export async function inRounds<Round>(count: number, measure: () => Promise<Round>): Promise<Round[]> {
  await measure();
  const rounds: Round[] = [];
  while (rounds.length < count) rounds.push(await measure());
  return rounds;
}
