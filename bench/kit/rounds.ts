/** Measures again and again, one round after another. What the round before the first says is thrown away: it warms up. */
export async function inRounds<Round>(count: number, measure: () => Promise<Round>): Promise<Round[]> {
  await measure();
  const rounds: Round[] = [];
  while (rounds.length < count) rounds.push(await measure());
  return rounds;
}
