import type { AccountProvider } from "@/lib/contract/accounts";
import { listNames } from "@/lib/domain/text/list-names";

export type AccountField = AccountProvider["fields"][number];

/** One of the ways to set up an account: by a field that holds everything, such as a kubeconfig, or by its parts. */
export interface Way {
  id: string;
  label: string;
  fields: readonly AccountField[];
}

const PARTS = "parts";

/** The ways of a provider, of which most have one. */
export function waysOf({ fields }: Pick<AccountProvider, "fields">): [Way, ...Way[]] {
  const whole = fields.filter(({ insteadOf = [] }) => insteadOf.length > 0);
  const parts = fields.filter((field) => !whole.includes(field));
  const replaced = parts.filter(({ name }) => whole.some(({ insteadOf = [] }) => insteadOf.includes(name)));
  const [first, ...others] = whole.map((field) => ({
    ...{ id: field.name, label: field.label },
    fields: [{ ...field, required: true }, ...parts.filter(({ name }) => !field.insteadOf?.includes(name))],
  }));
  const byParts = { id: PARTS, label: partsLabel(replaced), fields: parts };
  return first === undefined ? [byParts] : [first, ...others, byParts];
}

/** The fields of a way; of the first if there is none with this id. */
export function fieldsOf(provider: Pick<AccountProvider, "fields">, way: Way["id"]): readonly AccountField[] {
  const ways = waysOf(provider);
  return (ways.find(({ id }) => id === way) ?? ways[0]).fields;
}

/** The way in which an account was set up, as far as the settings that are not secret tell. */
export function wayOf(provider: Pick<AccountProvider, "fields">, settings: Readonly<Record<string, unknown>>): Way {
  const ways = waysOf(provider);
  const [first] = ways;
  const replaced = provider.fields.flatMap(({ insteadOf = [] }) => insteadOf);
  const hasParts = replaced.some((name) => settings[name] !== undefined);
  return (hasParts ? ways.find(({ id }) => id === PARTS) : first) ?? first;
}

/** "Server and token": what there is to enter in any case. */
function partsLabel(fields: readonly AccountField[]): string {
  const names = fields.filter(({ required }) => required).map(({ label }) => label.toLowerCase());
  const words = listNames(names);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
