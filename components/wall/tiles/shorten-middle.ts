import { graphemesOf } from "@/lib/domain/text/graphemes";

const ELLIPSIS = "…";

/** The text, or as much of it as fits without its middle: names usually differ at their ends. */
export function shortenMiddle(text: string, fits: (text: string) => boolean): string {
  if (fits(text)) return text;
  const characters = graphemesOf(text);
  let kept = 0;
  for (let max = characters.length - 1; kept < max; ) {
    const middle = Math.ceil((kept + max) / 2);
    if (fits(withEnds(characters, middle))) kept = middle;
    else max = middle - 1;
  }
  return withEnds(characters, kept);
}

/** The first of several wordings that fits; the last one, shortened, if none does. */
export function firstThatFits(texts: readonly string[], fits: (text: string) => boolean): string {
  return texts.find(fits) ?? shortenMiddle(texts.at(-1) ?? "", fits);
}

function withEnds(characters: readonly string[], count: number): string {
  const head = Math.ceil(count / 2);
  const tail = count - head;
  return characters.slice(0, head).join("") + ELLIPSIS + characters.slice(characters.length - tail).join("");
}
