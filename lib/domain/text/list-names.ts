import { formatCounted } from "./format";

/** More names than this are counted: nobody reads them, and they push out what else there is to say. */
const MAX_NAMES = 8;
/** How many are named when the others are counted. */
const NAMED_OF_MANY = 2;

/** "worker-3", "worker-3 and worker-7", "worker-3, worker-7 and 14 others". */
export function listNames(names: readonly string[]): string {
  const isLong = names.length > MAX_NAMES;
  const items = isLong
    ? [...names.slice(0, NAMED_OF_MANY), formatCounted(names.length - NAMED_OF_MANY, "other")]
    : names;
  const last = items.at(-1) ?? "";
  return items.length < 2 ? last : `${items.slice(0, -1).join(", ")} and ${last}`;
}
