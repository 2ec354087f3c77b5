import "server-only";

const QUANTITY = /^([+-]?\d+(?:\.\d+)?|[+-]?\.\d+)(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d{1,2}))?$/;

const FACTORS: ReadonlyMap<string, number> = new Map([
  ...(["n", "u", "m", "", "k", "M", "G", "T", "P", "E"] as const).map((suffix, index): [string, number] => [
    suffix,
    1_000 ** (index - 3),
  ]),
  ...(["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"] as const).map((suffix, index): [string, number] => [
    suffix,
    1_024 ** (index + 1),
  ]),
]);

/** An amount as Kubernetes writes it ("8", "191500m", "2113409892Ki", "1e3") as a number; `null` if it is none, or negative. */
export function parseQuantity(text: string | null | undefined): number | null {
  const [, digits, suffix = "", exponent = "0"] = QUANTITY.exec(text?.trim() ?? "") ?? [];
  if (digits === undefined) return null;
  const amount = Number(digits) * (FACTORS.get(suffix) ?? 1) * 10 ** Number(exponent);
  return Number.isFinite(amount) && amount >= 0 ? amount : null;
}

/** The same for what is counted in whole pieces. */
export function parseCount(text: string | null | undefined): number | null {
  const amount = parseQuantity(text);
  return amount !== null && Number.isSafeInteger(amount) ? amount : null;
}
