import { expect, it } from "vitest";
import { isWithin, readSources, type Source } from "@/lib/testing/architecture/sources";
import { providers } from "./registry";
import { variablesOf } from "./settings";
import type { Provider } from "./spec";

const PRODUCT = ["app", "components", "lib", "instrumentation.ts", "proxy.ts"];
const COMMENTS = /\/\*[\s\S]*?\*\/|(?<!:)\/\/.*/g;

/** What machines of every provider may run, so that the word alone names nobody; its id and its variables do. */
const COMMON_WORDS: readonly string[] = ["Kubernetes"];

/** Where the product names a provider outside the provider's own folder, other than as an example in a comment. */
function namings(registry: readonly Provider[], sources: readonly Source[]): string[] {
  const product = sources.filter(
    ({ path }) =>
      PRODUCT.some((place) => isWithin(path, place)) &&
      !/(\.test|-for-tests)\.tsx?$/.test(path) &&
      !isWithin(path, "lib/testing") &&
      !isWithin(path, "lib/server/providers/registry.ts"),
  );
  return product.flatMap(({ path, text }) => {
    const code = text.replace(COMMENTS, "");
    const named = registry.filter(
      (provider) => !isWithin(path, `lib/server/providers/${provider.id}`) && nameOf(provider).test(code),
    );
    return named.map(({ label }) => `${path} names ${label}`);
  });
}

/**
 * How code names a provider. Some ids and labels are English words too, so an id counts where it is a text of its own or
 * a part of a name or a path, and a label only as it is written.
 */
function nameOf(provider: Provider): RegExp {
  const { id, label } = provider;
  const camel = id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  return new RegExp(
    [
      `["'\`/]${id}["'\`/~]`,
      `\\b${camel}[A-Z]\\w*`,
      ...(COMMON_WORDS.includes(label) ? [] : [`${label.replaceAll(".", "\\.")}(?![a-z])`]),
      ...variablesOf(provider),
    ].join("|"),
  );
}

it("is the only place outside of a provider's folder that names the provider", () => {
  expect(namings(providers, readSources())).toEqual([]);
  const text = 'const keys = ["SHADEFORM_API_KEY"]; // Fireworks has another one.';
  expect(namings(providers, [{ path: "components/shell/x.tsx", text }])).toEqual([
    "components/shell/x.tsx names Shadeform",
  ]);
});
