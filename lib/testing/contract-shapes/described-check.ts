import { z } from "zod/mini";

/** An expression of `lib/contract/shapes/shape.ts`: a check, or what a check is made of. */
export type Expression =
  | string
  | { check: string; of: readonly Expression[] }
  | { fields: readonly (readonly [name: string, Expression])[] };

/** The part of JSON Schema that zod describes the contract's answers in. */
interface Described {
  type?: string | readonly string[];
  format?: string;
  properties?: Readonly<Record<string, Described>>;
  required?: readonly string[];
  items?: Described | false;
  prefixItems?: readonly Described[];
  additionalProperties?: Described;
  anyOf?: readonly Described[];
  oneOf?: readonly Described[];
  enum?: readonly unknown[];
  const?: unknown;
  minimum?: number;
  maxLength?: number;
}

const READ = [
  ...["type", "format", "properties", "required", "items", "prefixItems", "additionalProperties", "anyOf", "oneOf"],
  ...["enum", "const", "minimum", "maxLength"],
];
/** What says again what is checked otherwise. */
const PASSED_OVER = ["$schema", "pattern", "maximum", "minItems", "maxItems", "propertyNames"];
const FORMATS = new Map([
  ["date-time", "time"],
  ["uri", "url"],
]);

/** The check that accepts what a schema accepts. Throws if the schema has something that no check is for. */
export function describedCheck(schema: z.ZodMiniType): Expression {
  return checkOf(z.toJSONSchema(schema, { io: "input" }) as Described);
}

function checkOf(described: Described): Expression {
  const unknown = Object.keys(described).filter((word) => !READ.includes(word) && !PASSED_OVER.includes(word));
  if (unknown.length > 0) throw new Error(`There is no check for ${unknown.join(", ")}.`);
  const { anyOf, oneOf, enum: words = "const" in described ? [described.const] : undefined } = described;
  if (words !== undefined) return { check: "oneOf", of: words.map((word) => JSON.stringify(word)) };
  if (oneOf !== undefined) return { check: "anyOf", of: oneOf.map(checkOf) };
  const [first, second] = anyOf ?? nullableTypes(described);
  if (first !== undefined && second?.type === "null") return { check: "nullable", of: [checkOf(first)] };
  if (first !== undefined) throw new Error("There is no check for this anyOf.");
  return checkOfType(described);
}

/** `type: ["string", "null"]` as `anyOf`. */
function nullableTypes({ type, ...rest }: Described): readonly Described[] {
  return typeof type === "object" ? type.map((one) => ({ ...rest, type: one })) : [];
}

function checkOfType(described: Described): Expression {
  const { type, format, items, prefixItems, additionalProperties } = described;
  if (type === undefined) return "anything";
  if (type === "array" && prefixItems !== undefined) return { check: "tuple", of: prefixItems.map(checkOf) };
  if (type === "array" && items) return { check: "list", of: [checkOf(items)] };
  if (type === "object" && additionalProperties) return { check: "record", of: [checkOf(additionalProperties)] };
  if (type === "object") return { check: "object", of: [{ fields: fieldsOf(described) }] };
  if (type === "string") return format === undefined ? text(described.maxLength) : formatted(format);
  if (type === "integer" || type === "number") return bounded(type, described.minimum);
  if (type === "boolean") return type;
  throw new Error(`There is no check for the type ${type}.`);
}

function fieldsOf({ properties = {}, required = [] }: Described): [string, Expression][] {
  return Object.entries(properties).map(([name, field]) => {
    const check = checkOf(field);
    return [name, required.includes(name) ? check : { check: "optional", of: [check] }];
  });
}

function text(maxLength: number | undefined): Expression {
  return maxLength === undefined ? "string" : { check: "noLonger", of: [String(maxLength), "string"] };
}

function formatted(format: string): string {
  const check = FORMATS.get(format);
  if (check === undefined) throw new Error(`There is no check for the format ${format}.`);
  return check;
}

function bounded(type: "integer" | "number", minimum: number | undefined): Expression {
  const isBounded = minimum !== undefined && minimum !== Number.MIN_SAFE_INTEGER;
  return isBounded ? { check: "atLeast", of: [String(minimum), type] } : type;
}
