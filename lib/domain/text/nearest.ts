/**
 * The candidate that is most like a name somebody wrote, by the share of letters that both have in the same order: names are mostly
 * cut short or lack a word, which a plain edit distance takes for farther than another short name. `null` without candidates.
 */
export function nearest(name: string, candidates: readonly string[]): string | null {
  const written = name.toLowerCase();
  let best: { candidate: string; likeness: number } | null = null;
  for (const candidate of candidates) {
    const likeness = (2 * commonLetters(written, candidate.toLowerCase())) / (written.length + candidate.length);
    if (best === null || likeness > best.likeness) best = { candidate, likeness };
  }
  return best?.candidate ?? null;
}

/** The length of the longest common subsequence. */
function commonLetters(one: string, other: string): number {
  let above = new Array<number>(other.length + 1).fill(0);
  for (const letter of one) {
    const row = [0];
    for (let column = 0; column < other.length; column += 1) {
      const isSame = other[column] === letter;
      row.push(isSame ? (above[column] ?? 0) + 1 : Math.max(above[column + 1] ?? 0, row[column] ?? 0));
    }
    above = row;
  }
  return above[other.length] ?? 0;
}
