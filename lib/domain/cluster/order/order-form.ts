/*
 * How a provider's own folder describes what may be ordered of it, as data: the form is drawn from it, and an order is checked against
 * it, in the browser as on the server.
 */

export interface OrderForm {
  /** What an order does. */
  about: string;
  /** Who bills what was ordered. */
  billing: string;
  /** What to look at when the provider does not accept values that keep every rule. */
  ifRejected: string;
  /** What comes of an order that is sent twice. */
  ifSentAgain: string;
  /** Orders that differ in their fields. An order is one of them: it has an object of that name. */
  variants: { legend: string; options: readonly OrderVariant[] } | null;
  /** Among the fields of all orders is `clusterId`: the id that the provider then lists the cluster by. */
  groups: readonly OrderGroup[];
}

export interface OrderVariant {
  id: string;
  label: string;
  /** Whether real accounts have no use for it. */
  onlyInDemo: boolean;
}

/** Fields under one heading. */
export interface OrderGroup {
  title: string;
  /** Whose fields these are; `null`: every order's. */
  variant: string | null;
  /** Shown folded, with these words beside the title, where all fields may be left empty. */
  foldedNote: string | null;
  fields: readonly OrderField[];
}

export interface OrderField {
  /** Where its value stands in an order: `displayName`, or `eksCluster.region` in the object of a variant. */
  path: string;
  label: string;
  /** What it is for, and what its rule is. */
  help: string;
  /** What happens or does not work if it is left empty; `null` for a field that must not be. */
  without: string | null;
  example: string;
  /** Whether it is text for people, where others are for machines. */
  isProse: boolean;
  rule: FieldRule;
  /** What may be typed, and is no rule. */
  suggestions: readonly string[];
  agreement: Agreement | null;
}

export type FieldRule =
  /** A text of at most `maxLength` characters that a regular expression (of JavaScript, with the flag `u`) matches as a whole. */
  | { kind: "text"; pattern: string; maxLength: number; sentence: string }
  /** A whole number. */
  | { kind: "number"; min: number; max: number }
  | { kind: "choice"; options: readonly { value: string; label: string }[] };

/** Something in a text that another field says as well. Where the two differ, a person is asked whether that is meant. */
export interface Agreement {
  /** A regular expression; what its first group matches is compared. */
  part: string;
  /** The other field's path. */
  with: string;
  /** The question's sentence; `{part}` stands for what was found. */
  otherwise: string;
}

/** The groups of a form for this variant, in order. */
export function groupsOf({ groups }: OrderForm, variantId: string | null): OrderGroup[] {
  return groups.filter(({ variant }) => variant === null || variant === variantId);
}

/** The fields of a form for this variant, in order. */
export function fieldsOf(form: OrderForm, variantId: string | null): OrderField[] {
  return groupsOf(form, variantId).flatMap(({ fields }) => fields);
}

/** The variants that a form offers: the demo offers all. */
export function variantsFor({ variants }: OrderForm, isDemo: boolean): readonly OrderVariant[] {
  return variants?.options.filter(({ onlyInDemo }) => isDemo || !onlyInDemo) ?? [];
}
