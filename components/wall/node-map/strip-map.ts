/** A rectangle within a picture, in pixels. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * Divides an area into one box per weight (all above zero), each as large as its weight: in strips from top to bottom, each from
 * left to right, so that the first weight is at the top left. The number of strips is the one that makes the boxes most square.
 * Edges are at whole pixels, so that no pixel belongs to two boxes.
 */
export function stripMap(weights: readonly number[], width: number, height: number): Box[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let best = 1;
  let min = Number.POSITIVE_INFINITY;
  const max = Math.min(weights.length, Math.ceil(2 * Math.sqrt((weights.length * height) / width)) + 1);
  for (let count = 1; count <= max; count += 1) {
    const elongation = elongationWith(count, weights, total, width / height);
    if (elongation >= min) continue;
    best = count;
    min = elongation;
  }
  return boxesIn(stripsOf(weights, total, best), total, width, height);
}

/** In which of `count` strips of about equal weight a weight falls. One weight may fill several strips. */
function stripAt(count: number, before: number, weight: number, total: number): number {
  return Math.floor(((before + weight / 2) / total) * count);
}

function stripsOf(weights: readonly number[], total: number, count: number): number[][] {
  const strips: number[][] = Array.from({ length: count }, () => []);
  let before = 0;
  for (const weight of weights) {
    strips[stripAt(count, before, weight, total)]?.push(weight);
    before += weight;
  }
  return strips.filter((strip) => strip.length > 0);
}

/**
 * How elongated the boxes would be in total with this many strips, 1 for each square. Called for every possible count, with thousands of
 * weights each time, so it allocates nothing.
 */
function elongationWith(count: number, weights: readonly number[], total: number, aspect: number): number {
  let all = 0;
  let before = 0;
  let next = 0;
  while (next < weights.length) {
    const first = next;
    const start = before;
    const strip = stripAt(count, before, weights[next] ?? 0, total);
    do {
      before += weights[next] ?? 0;
      next += 1;
    } while (next < weights.length && stripAt(count, before, weights[next] ?? 0, total) === strip);
    const sum = before - start;
    const squareness = (aspect * total) / (sum * sum);
    for (let index = first; index < next; index += 1) {
      const ratio = (weights[index] ?? 0) * squareness;
      all += ratio > 1 ? ratio : 1 / ratio;
    }
  }
  return all;
}

function boxesIn(strips: readonly number[][], total: number, width: number, height: number): Box[] {
  let y = 0;
  return strips.flatMap((strip) => {
    const sum = strip.reduce((all, weight) => all + weight, 0);
    const top = Math.round(y);
    y += (sum / total) * height;
    const stripHeight = Math.round(y) - top;
    let x = 0;
    return strip.map((weight) => {
      const left = Math.round(x);
      x += (weight / sum) * width;
      return { x: left, y: top, width: Math.round(x) - left, height: stripHeight };
    });
  });
}
