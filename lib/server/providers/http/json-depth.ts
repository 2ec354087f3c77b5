import "server-only";

/**
 * Whether arrays and objects nest deeper than `maxDepth`, without parsing: what walks a parsed value may recurse, and a deep
 * enough one would end the process. Text that is not JSON gets some answer; the parser refuses it afterwards.
 */
export function isDeeperThan(json: string, maxDepth: number): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < json.length; index += 1) {
    const character = json[index];
    if (inString) {
      if (character === "\\") index += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') {
      // Most of an answer is strings, and most end at the next quote: it is found faster than by looking at each character.
      const end = json.indexOf('"', index + 1);
      if (end === -1) return false;
      inString = json[end - 1] === "\\";
      if (!inString) index = end;
    } else if (character === "{" || character === "[") {
      depth += 1;
      if (depth > maxDepth) return true;
    } else if (character === "}" || character === "]") depth -= 1;
  }
  return false;
}
