import { stripVTControlCharacters } from "node:util";

const MAX_LINES = 15;
const MAX_WIDTH = 240;
/** Where almost everything fails, the cause is one. */
const MAX_MESSAGES = 20;

/** The names of what failed, each with the beginning of its message, so that the end of a long output tells enough. */
export function describeFailures(failures) {
  return failures
    .map(({ name, message }, index) => (index < MAX_MESSAGES ? `${name}\n${beginningOf(message)}\n` : name))
    .join("\n");
}

function beginningOf(message) {
  const lines = stripVTControlCharacters(message)
    .split("\n")
    .filter((line) => line.trim() !== "");
  const more = lines.length - MAX_LINES;
  return [
    ...lines.slice(0, MAX_LINES).map((line) => (line.length > MAX_WIDTH ? `${line.slice(0, MAX_WIDTH)}…` : line)),
    ...(more > 0 ? [`… and ${more} more lines`] : []),
  ]
    .map((line) => `    ${line}`)
    .join("\n");
}
