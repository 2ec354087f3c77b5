import "server-only";
import type { Format } from "./family";

const OPENMETRICS = "application/openmetrics-text";
const VERSIONS: readonly (string | undefined)[] = [undefined, "0.0.1", "1.0.0"];

/** The format that a scraper prefers, by its `Accept` header: OpenMetrics only if it is asked for by name. */
export function acceptedFormat(accept: string | null): Format {
  let [openmetrics, text] = [0, 0];
  for (const range of (accept ?? "").split(",")) {
    const [type = "", ...pairs] = range.split(";").map((part) => part.trim().toLowerCase());
    const parameters = new Map(
      pairs.map((pair) => [keyOf(pair), pair.slice(keyOf(pair).length + 1).replaceAll('"', "")]),
    );
    const weight = weightOf(parameters.get("q"));
    if (type === OPENMETRICS && VERSIONS.includes(parameters.get("version")))
      openmetrics = Math.max(openmetrics, weight);
    if (type === "text/plain") text = Math.max(text, weight);
  }
  return openmetrics > 0 && openmetrics >= text ? "openmetrics" : "prometheus";
}

function keyOf(pair: string): string {
  return pair.split("=", 1)[0] ?? "";
}

function weightOf(text: string | undefined): number {
  const weight = Number(text ?? 1);
  return Number.isNaN(weight) ? 0 : weight;
}
