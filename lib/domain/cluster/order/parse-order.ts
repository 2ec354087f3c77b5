import { fieldProblem } from "./field-problem";
import { fieldsOf, type OrderField, type OrderForm } from "./order-form";

export type OrderValue = string | number;
type OrderPart = Readonly<Record<string, OrderValue>>;

/** What a person has asked to be created, as its provider's form describes it. Fields that were left empty are not there. */
export interface Order {
  /** The id that the provider lists the new cluster by. */
  readonly clusterId: string;
  readonly [name: string]: OrderValue | OrderPart;
}

/** By a field's path, such as `eksCluster.region`: sentences that say what would be right. */
export type FieldProblems = Readonly<Record<string, string>>;

export type ParsedOrder = { ok: true; order: Order } | { ok: false; problems: FieldProblems };

/** An answer must not grow with what a body makes up. */
const MAX_UNKNOWN_NAMED = 20;

/** The one check, in the browser as on the server. Unknown fields are refused; what is wrong as a whole has the path `""`. */
export function parseOrder(form: OrderForm, input: unknown): ParsedOrder {
  if (!isObject(input)) return { ok: false, problems: { "": `Send an object with ${shapeOf(form)}.` } };
  const problems = new Map<string, string>();
  const variantId = findVariant(form, input);
  const fields = fieldsOf(form, variantId ?? null);
  for (const { path, rule, without } of fields) {
    const value = valueAt(input, path);
    const problem = value === undefined && without !== null ? null : fieldProblem(rule, value);
    if (problem !== null) problems.set(path, problem);
  }
  if (variantId === undefined) problems.set(firstVariant(form) ?? "", `Give ${variantShape(form)}.`);
  for (const path of unknownPaths(form, input, fields, variantId).slice(0, MAX_UNKNOWN_NAMED))
    problems.set(path, "There is no field of this name: leave it out.");

  const { clusterId, ...others } = inOrder(fields, input, variantId ?? null);
  if (problems.size > 0 || typeof clusterId !== "string") return { ok: false, problems: Object.fromEntries(problems) };
  return { ok: true, order: { clusterId, ...others } };
}

/** The variant of an order; `null` where its form has none. */
export function variantOf(form: OrderForm, order: Order): string | null {
  return findVariant(form, order) ?? null;
}

/** What an order says in a field; `undefined` where it was left empty. */
export function orderValue(order: Order, path: string): OrderValue | undefined {
  const value = valueAt(order, path);
  return isValue(value) ? value : undefined;
}

/** `undefined` where an order is of no variant, of several, or of one that is no object. */
function findVariant({ variants }: OrderForm, input: object): string | null | undefined {
  if (variants === null) return null;
  const given = variants.options.filter(({ id }) => own(input, id) !== undefined);
  const [only] = given;
  return given.length === 1 && only !== undefined && isObject(own(input, only.id)) ? only.id : undefined;
}

function unknownPaths(
  { variants }: OrderForm,
  input: object,
  fields: readonly OrderField[],
  variantId: string | null | undefined,
): string[] {
  const known = new Set([...fields.map(({ path }) => path), ...(variants?.options.map(({ id }) => id) ?? [])]);
  const part = typeof variantId === "string" ? own(input, variantId) : undefined;
  const inPart = isObject(part) ? Object.keys(part).map((name) => `${variantId}.${name}`) : [];
  return [...Object.keys(input), ...inPart].filter((path) => !known.has(path));
}

/** The known fields alone, always in the form's own order: equal orders are then equal as text. */
function inOrder(fields: readonly OrderField[], input: object, variantId: string | null) {
  const whole = new Map<string, OrderValue>();
  const part = new Map<string, OrderValue>();
  for (const { path } of fields) {
    const value = valueAt(input, path);
    const [name, inner] = path.split(".");
    if (!isValue(value)) continue;
    if (inner === undefined) whole.set(path, value);
    else if (name === variantId) part.set(inner, value);
  }
  const variant = variantId === null ? {} : { [variantId]: Object.fromEntries(part) };
  return { ...Object.fromEntries(whole), ...variant };
}

function shapeOf(form: OrderForm): string {
  const names = fieldsOf(form, null).map(({ path }) => path);
  const variant = firstVariant(form);
  return list(variant === null ? names : [...names, variant]);
}

/** The first variant with what it needs: the one for people who read this. */
function variantShape(form: OrderForm): string {
  const id = firstVariant(form);
  const needed = fieldsOf(form, id).filter(({ path, without }) => without === null && path.startsWith(`${id}.`));
  const names = needed.map(({ path }) => path.slice(path.indexOf(".") + 1));
  return names.length === 0 ? `${id}, an object` : `${id}, an object with ${list(names)}`;
}

function firstVariant({ variants }: OrderForm): string | null {
  return variants?.options[0]?.id ?? null;
}

function list(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

function valueAt(order: object, path: string): unknown {
  const [name = "", inner] = path.split(".");
  const value = own(order, name);
  if (inner === undefined) return value;
  return isObject(value) ? own(value, inner) : undefined;
}

function own(object: object, name: string): unknown {
  return Object.hasOwn(object, name) ? Reflect.get(object, name) : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isValue(value: unknown): value is OrderValue {
  return typeof value === "string" || typeof value === "number";
}
