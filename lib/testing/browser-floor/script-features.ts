import bcd from "@mdn/browser-compat-data/forLegacyNode";
import type { Identifier } from "@mdn/browser-compat-data/types";
import { type AnyNode, parse } from "acorn";
import { simple } from "acorn-walk";
import { isInFloor, partOf, partsOf } from "./compat";
import type { BrowserFloor } from "./floor";

/** The last syntax that all browsers of the floor can parse: class static blocks. */
const ECMA_VERSION = 2022;
/** The browser's own objects, and the interface that each of them has. */
const OBJECTS = new Map([
  ["navigator", "Navigator"],
  ["document", "Document"],
  ["window", "Window"],
]);
/** Interfaces whose methods are looked for by name alone; those of others are called like anybody's own functions. */
const DOM = [
  "AbortSignal",
  "Blob",
  "CanvasRenderingContext2D",
  "Document",
  "Element",
  "HTMLDialogElement",
  "HTMLElement",
].concat(["HTMLFormElement", "HTMLInputElement", "Node", "ReadableStream", "Response", "URLSearchParams", "Window"]);
const ITERATORS = new Set(["entries", "keys", "matchAll", "values"]);

const { builtins } = bcd.javascript;
const interfaces = [
  ...DOM.flatMap((name) => partOf(bcd.api, name) ?? []),
  // The methods of `Intl` and its like belong to their classes, which are found by their names.
  ...(builtins ? partsOf(builtins).filter((one) => one !== builtins.Temporal && one !== builtins.WebAssembly) : []),
];

/**
 * What a script uses and some browser of the floor lacks, such as `AbortSignal.any` and `.toSorted()`. A method counts if no
 * interface had one of that name, since it cannot be seen whose it is. Throws if those browsers cannot parse the script.
 */
export function missingScriptFeatures(source: string, floor: BrowserFloor): Set<string> {
  const missing = new Set<string>();
  const note = (name: string, ...features: (Identifier | undefined)[]) => {
    const known = features.filter((feature) => feature !== undefined);
    if (known.length > 0 && !known.some((feature) => isInFloor(feature, floor))) missing.add(name);
  };
  simple(parse(source, { ecmaVersion: ECMA_VERSION }), {
    MemberExpression({ object, property, computed }) {
      const owner = nameOf(object);
      const member = computed ? null : nameOf(property);
      if (owner !== null && member !== null) note(`${owner}.${member}`, ...staticsOf(owner, member));
    },
    CallExpression({ callee }) {
      if (callee.type !== "MemberExpression" || callee.computed) return;
      const method = nameOf(callee.property) ?? "";
      if (isIterator(callee.object)) note(`iterator.${method}()`, partOf(builtins?.Iterator, method));
      else if (!isKnown(callee.object)) note(`.${method}()`, ...interfaces.map((one) => partOf(one, method)));
    },
    NewExpression({ callee }) {
      const name = nameOf(callee) ?? "";
      note(`new ${name}()`, partOf(bcd.api, name), partOf(builtins, name));
    },
  });
  return missing;
}

function nameOf(node: AnyNode): string | null {
  return node.type === "Identifier" ? node.name : null;
}

/** Whether it is an interface or object that the browser brings. */
function isKnown(node: AnyNode): boolean {
  const name = nameOf(node) ?? "";
  return OBJECTS.has(name) || partOf(bcd.api, name) !== undefined || partOf(builtins, name) !== undefined;
}

function staticsOf(owner: string, member: string): (Identifier | undefined)[] {
  const api = partOf(bcd.api, OBJECTS.get(owner) ?? owner);
  return [partOf(api, `${member}_static`), partOf(api, member), partOf(partOf(builtins, owner), member)];
}

/** Whether it is what `map.values()` returns, which is no array. */
function isIterator(node: AnyNode): boolean {
  if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression" || node.callee.computed) return false;
  return ITERATORS.has(nameOf(node.callee.property) ?? "") && !isKnown(node.callee.object);
}
