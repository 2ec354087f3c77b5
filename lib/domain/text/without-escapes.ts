const ESC = "\u001B";
const BELL = "\u0007";
/** CSI as a single character. */
const CSI = "\u009B";

const PARAMETERS = "[0-?]*[ -/]*[@-~]";

/** ESC with CSI parameters ("[31m"), with a title or a link (OSC), or with a single letter. */
const ESCAPES = new RegExp(
  `${ESC}(?:\\[${PARAMETERS}|\\][^${BELL}${ESC}]*(?:${BELL}|${ESC}\\\\)|[@-Z\\\\-_])|${CSI}${PARAMETERS}`,
  "g",
);

/** The text a terminal would show, without colours. */
export function withoutEscapes(text: string): string {
  return text.replace(ESCAPES, "");
}
