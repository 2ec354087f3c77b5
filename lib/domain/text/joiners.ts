/** Scripts whose letters change their shape with an invisible joiner or non-joiner between them. */
const JOINING_SCRIPTS = [
  ...["Arabic", "Syriac", "Mongolian", "Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Oriya", "Tamil", "Telugu"],
  ...["Kannada", "Malayalam", "Sinhala", "Khmer", "Myanmar"],
].map((script) => String.raw`\p{Script=${script}}`);

const JOINED = String.raw`(?<=[${JOINING_SCRIPTS.join("")}\p{M}])[\u200C\u200D]`;
const JOINED_EMOJI = String.raw`(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F])\u200D(?=\p{Extended_Pictographic})`;
/** The flags of England, Scotland and Wales are a black flag with invisible letters. */
const FLAG_LETTERS = String.raw`(?<=\u{1F3F4}[\u{E0020}-\u{E007F}]{0,8})[\u{E0020}-\u{E007F}]`;

/** Matches an invisible character that is part of a visible one, as the joiners in a family of emoji. A source for the flag `u`. */
export const PART_OF_VISIBLE = `(?:${JOINED}|${JOINED_EMOJI}|${FLAG_LETTERS})`;
