import { formatCounted } from "../text/format";
import { listNames } from "../text/list-names";

/** More reasons than this are summed up. */
const MAX_REASONS = 8;
/** Where a reason names its node, if not at the beginning. */
const BEFORE_NAME = "SSH for ";

/** What is said of one thing, said of several. */
const PLURALS: readonly [RegExp, string][] = [
  [/^ is /, " are "],
  [/^ was /, " were "],
  [/^ does /, " do "],
  [/^ has /, " have "],
  [/^ reports /, " report "],
  [/^: It is /, ": they are "],
  [/^: It has /, ": they have "],
  [/^: It gives /, ": they give "],
  [/^: Its /, ": their "],
];

/**
 * The reasons for a cluster's health, of which nobody reads hundreds: what is the same for many nodes becomes one reason,
 * "worker-3, worker-7 and 14 others are in error".
 */
export function sumUpReasons(reasons: readonly string[], nodeNames: readonly string[]): string[] {
  if (reasons.length <= MAX_REASONS) return [...reasons];
  const known = new Set(nodeNames);
  const named = reasons.map((reason) => ({ reason, ...nodeIn(reason, known) }));
  const alike = Map.groupBy(named, ({ reason, name, before, after }) =>
    name === null ? reason : JSON.stringify([before, after]),
  );
  const summed = [...alike.values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const names = own.flatMap(({ name }) => name ?? []);
    if (names.length < 2) return first.reason;
    // After "SSH for …" the verb belongs to the ssh.
    const after = first.before === "" ? pluralOf(first.after) : first.after;
    return `${first.before}${listNames(names)}${after}`;
  });
  const others = summed.length - MAX_REASONS;
  return others > 0 ? [...summed.slice(0, MAX_REASONS), `and ${formatCounted(others, "more reason")}`] : summed;
}

/** The node that a reason is about, and what is said before and after its name. */
function nodeIn(reason: string, known: ReadonlySet<string>): { name: string | null; before: string; after: string } {
  const before = reason.startsWith(BEFORE_NAME) ? BEFORE_NAME : "";
  const rest = reason.slice(before.length);
  // A name may contain spaces and colons, so every place where it could end is tried.
  for (const { index } of rest.matchAll(/(?=[: ])/g)) {
    const name = rest.slice(0, index);
    if (known.has(name)) return { name, before, after: rest.slice(index) };
  }
  return { name: null, before: "", after: "" };
}

function pluralOf(after: string): string {
  const [singular, plural] = PLURALS.find(([pattern]) => pattern.test(after)) ?? [];
  return singular === undefined || plural === undefined ? after : after.replace(singular, plural);
}
