import bcd from "@mdn/browser-compat-data/forLegacyNode";
import type { Identifier } from "@mdn/browser-compat-data/types";
import postcss, { type AtRule, type Declaration, type Node, type Rule } from "postcss";
import { isInFloor, partOf, partsOf } from "./compat";
import type { BrowserFloor } from "./floor";

const { properties, selectors, types, "at-rules": atRules } = bcd.css;
const UNITS = new Map([
  ["d", "viewport_percentage_units_dynamic"],
  ["l", "viewport_percentage_units_large"],
  ["s", "viewport_percentage_units_small"],
]);

type Use = [name: string, feature: Identifier | undefined];

/**
 * What a style sheet uses and some browser of the floor lacks, such as `translate` and `:has`. What only counts within
 * `@supports` does not, nor does a value that follows one for the same property that all of them have.
 */
export function missingStyleFeatures(source: string, floor: BrowserFloor): Set<string> {
  const missing = new Set<string>();
  postcss.parse(source).walk((node) => {
    if (isGuarded(node)) return;
    for (const [name, feature] of usesOf(node, floor))
      if (feature !== undefined && !isInFloor(feature, floor)) missing.add(name);
  });
  return missing;
}

function usesOf(node: Node, floor: BrowserFloor): Use[] {
  if (isAtRule(node)) return usesOfAtRule(node);
  if (isRule(node)) return usesOfSelector(node);
  if (!isDeclaration(node)) return [];
  const property: Use = [node.prop, partOf(properties, node.prop)];
  return hasFallback(node, floor) ? [property] : [property, ...usesOfValue(node)];
}

const isAtRule = (node: Node): node is AtRule => node.type === "atrule";
const isRule = (node: Node): node is Rule => node.type === "rule";
const isDeclaration = (node: Node): node is Declaration => node.type === "decl";

function usesOfAtRule({ name, params }: AtRule): Use[] {
  const rule = partOf(atRules, name);
  const ranges = partOf(rule, "range_syntax");
  return name === "media" && /[<>]/.test(params) ? [["@media ranges", ranges]] : [[`@${name}`, rule]];
}

/** What stands in `:is()` and `:where()` may be unknown: they ignore it. */
function usesOfSelector({ selector }: Rule): Use[] {
  const strict = selector.replace(/\\./g, "").replace(/:(?:is|where)\((?:[^()]|\([^()]*\))*\)/g, "");
  return [...strict.matchAll(/:{1,2}([a-z][a-z-]*)/g)].map(([text, name = ""]) => [text, partOf(selectors, name)]);
}

function usesOfValue({ prop, value }: Declaration): Use[] {
  const functions = [...value.matchAll(/([a-z][a-z0-9-]*)\(/g)].map(
    ([, name = ""]): Use => [`${name}()`, typeNamed(name)],
  );
  const units = [...value.matchAll(/\d(([dls])v(?:[hwib]|min|max))\b/g)].map(
    ([, unit = "", kind = ""]): Use => [unit, partOf(partOf(types, "length"), UNITS.get(kind) ?? "")],
  );
  const words = value.split(/[\s,]+/).map((word): Use => [`${prop}: ${word}`, partOf(partOf(properties, prop), word)]);
  return [...functions, ...units, ...words];
}

function typeNamed(name: string): Identifier | undefined {
  const all = types === undefined ? [] : [types, ...partsOf(types)];
  return all.map((type) => partOf(type, name)).find((type) => type !== undefined);
}

function hasFallback(declaration: Declaration, floor: BrowserFloor): boolean {
  const before = declaration.prev();
  if (before?.type !== "decl" || before.prop !== declaration.prop) return false;
  return usesOfValue(before).every(([, feature]) => feature === undefined || isInFloor(feature, floor));
}

function isGuarded(node: Node): boolean {
  const { parent } = node;
  if (parent === undefined) return false;
  return (isAtRule(parent) && parent.name === "supports") || isGuarded(parent);
}
