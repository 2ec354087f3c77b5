/** A place inside a picture, in its own lengths. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * Cuts an area into one box for each weight (all above zero), as large as it is heavy: strips from above, each from the left, in
 * their order, so that what comes first stands in the upper left. As many strips as make the boxes most square.
 */
export function stripMap(weights: readonly number[], width: number, height: number): Box[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let best: number[][] = [];
  let least = Number.POSITIVE_INFINITY;
  const most = Math.min(weights.length, Math.ceil(2 * Math.sqrt((weights.length * height) / width)) + 1);
  for (let count = 1; count <= most; count += 1) {
    const strips = stripsOf(weights, total, count);
    const elongation = strips.reduce((all, strip) => all + elongationIn(strip, total, width, height), 0);
    if (elongation >= least) continue;
    best = strips;
    least = elongation;
  }
  return boxesIn(best, total, width, height);
}

/** So many strips, of about the same weight each; fewer where one weight fills several. */
function stripsOf(weights: readonly number[], total: number, count: number): number[][] {
  const strips: number[][] = Array.from({ length: count }, () => []);
  let before = 0;
  for (const weight of weights) {
    strips[Math.floor(((before + weight / 2) / total) * count)]?.push(weight);
    before += weight;
  }
  return strips.filter((strip) => strip.length > 0);
}

function boxesIn(strips: readonly number[][], total: number, width: number, height: number): Box[] {
  let y = 0;
  return strips.flatMap((strip) => {
    const sum = strip.reduce((all, weight) => all + weight, 0);
    const top = y;
    const stripHeight = (sum / total) * height;
    y += stripHeight;
    let x = 0;
    return strip.map((weight) => {
      const left = x;
      x += (weight / sum) * width;
      return { x: left, y: top, width: x - left, height: stripHeight };
    });
  });
}

/** How elongated the boxes of a strip would be in all, 1 for each square: to make them for every count would take most of the time. */
function elongationIn(strip: readonly number[], total: number, width: number, height: number): number {
  const sum = strip.reduce((all, weight) => all + weight, 0);
  const stripHeight = (sum / total) * height;
  return strip.reduce((all, weight) => {
    const boxWidth = (weight / sum) * width;
    return all + Math.max(boxWidth / stripHeight, stripHeight / boxWidth);
  }, 0);
}
