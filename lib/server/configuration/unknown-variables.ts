import "server-only";
import { nearest } from "@/lib/domain/text/nearest";
import { mayBeFile, variablesOf } from "../providers/settings";
import type { Provider } from "../providers/spec";
import type { ConfigurationMistake, Environment } from "./configuration";

const OWN_PREFIX = "CLUSTERDECK_";

/** A file that holds the value of a variable. */
const FILE = "_FILE";

/** Variables that belong together by the beginning of their names. */
interface Family {
  prefix: string;
  names: readonly string[];
}

/**
 * Names each variable that looks like one of ours, or of a provider's, and is not: somebody has probably misspelt it. Only a warning,
 * because programs of the providers themselves read some that we do not. `names` are all of our own.
 */
export function findUnknownVariables(
  environment: Environment,
  names: readonly string[],
  providers: readonly Provider[],
): ConfigurationMistake[] {
  const ofProviders = providers.map(familyOf);
  const ownNames = [...names, ...ofProviders.flatMap((family) => family.names)];
  const families = [{ prefix: OWN_PREFIX, names: ownNames }, ...ofProviders];
  return Object.entries(environment).flatMap(([variable, value]) => {
    const family = families.find(({ prefix }) => variable.toUpperCase().startsWith(prefix));
    if (family === undefined || value === undefined || family.names.includes(variable)) return [];
    return [
      {
        where: variable,
        message: `is not known and has no effect; the nearest known one is ${nearestOf(variable, family)}`,
      },
    ];
  });
}

function familyOf(provider: Provider): Family {
  const { fields, key } = provider;
  const variables = variablesOf(provider);
  const files = Object.values(fields).filter(mayBeFile);
  return {
    prefix: prefixOf(key.variable, variables),
    names: [...variables, ...files.map(({ variable }) => `${variable}${FILE}`)],
  };
}

/** What all of a provider's variables begin with, up to an underscore: "SHADEFORM_". */
function prefixOf(one: string, all: readonly string[]): string {
  const ends = [...one.matchAll(/_/g)].map(({ index }) => index + 1);
  const common = ends.filter((end) => all.every((name) => name.startsWith(one.slice(0, end))));
  return one.slice(0, common.at(-1));
}

/** Compares what follows the prefix, which would make all names alike. */
function nearestOf(variable: string, { prefix, names }: Family): string | null {
  const rests = new Map(names.map((name) => [name.startsWith(prefix) ? name.slice(prefix.length) : name, name]));
  return rests.get(nearest(variable.slice(prefix.length), [...rests.keys()]) ?? "") ?? null;
}
