export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** Nearest rank; NaN of nothing. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN;
}

/** The median of each round's ratio: whatever else the machine was doing affected both sides. */
export function medianRatio<Round>(
  rounds: readonly Round[],
  ofRound: (round: Round) => { over: number; under: number },
): number {
  return median(
    rounds.map((round) => {
      const { over, under } = ofRound(round);
      return over / under;
    }),
  );
}
