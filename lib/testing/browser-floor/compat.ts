import type { Identifier, SimpleSupportStatement, SupportStatement } from "@mdn/browser-compat-data/types";
import type { BrowserFloor } from "./floor";

/** A feature's part; not what every object inherits, such as `constructor`. */
export function partOf(feature: Identifier | undefined, name: string): Identifier | undefined {
  return feature !== undefined && name !== "__compat" && Object.hasOwn(feature, name) ? feature[name] : undefined;
}

export function partsOf(feature: Identifier): Identifier[] {
  return Object.keys(feature).flatMap((name) => partOf(feature, name) ?? []);
}

/** Whether every browser of the floor has this feature; `true` also for what the data say nothing of. */
export function isInFloor(feature: Identifier, floor: BrowserFloor): boolean {
  const support = feature.__compat?.support;
  if (support === undefined) return true;
  return [...floor].every(([browser, version]) => hasFeature(support[browser], version));
}

function hasFeature(statement: SupportStatement | undefined, version: string): boolean {
  if (statement === undefined) return true;
  return [statement].flat().some((part) => hasWholeFeature(part, version));
}

function hasWholeFeature(part: SimpleSupportStatement, version: string): boolean {
  const { version_added: added, version_removed: removed, prefix, alternative_name: otherName, flags } = part;
  if (typeof added !== "string" || added === "preview") return false;
  if (prefix !== undefined || otherName !== undefined || flags !== undefined || removed !== undefined) return false;
  return isAtMost(added.replace("≤", ""), version);
}

function isAtMost(version: string, other: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [otherMajor = 0, otherMinor = 0] = other.split(".").map(Number);
  return major < otherMajor || (major === otherMajor && minor <= otherMinor);
}
