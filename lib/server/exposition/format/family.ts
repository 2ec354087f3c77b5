import "server-only";

/** In which text a scraper wants its answer: Prometheus's own, or OpenMetrics 1.0. */
export type Format = "prometheus" | "openmetrics";

export const MEDIA_TYPES: Record<Format, string> = {
  prometheus: "text/plain; version=0.0.4; charset=utf-8",
  openmetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8",
};

/** What OpenMetrics ends with, so that an answer that was cut short is recognised. */
export const ENDING: Record<Format, string> = { prometheus: "", openmetrics: "# EOF\n" };

/** All series of one name, as they are written. */
export interface Family {
  /** With the unit at its end, and then `_total` for a counter. */
  name: string;
  type: "gauge" | "counter" | "histogram" | "summary";
  help: string;
  /** Lines as `sample` makes them. */
  samples: readonly string[];
}

/** `null`, like an empty text, is a label that the series does not have. */
export type Labels = Readonly<Record<string, string | null>>;

/** Few labels hold any of these, and there are tens of thousands of them. */
const NEEDS_ESCAPES = /[\\\n"]/;

const UNIT = /_(seconds|bytes|dollars(?:_per_hour)?)$/;

/** One series with its value, the same in both formats. */
export function sample(name: string, labels: string, value: number): string {
  return `${name}${labels} ${numberText(value)}\n`;
}

/** The labels of a series in braces; "" if there are none. */
export function labelText(labels: Labels): string {
  let text = "";
  for (const name in labels) text = withLabel(text, name, labels[name] ?? null);
  return text;
}

/** The labels of a text as `labelText` makes it, and one more. */
export function withLabel(labels: string, name: string, value: string | null): string {
  if (value === null || value === "") return labels;
  const before = labels === "" ? "{" : `${labels.slice(0, -1)},`;
  return `${before}${name}="${escapeLabelValue(value)}"}`;
}

/** A family with nothing in it is left out. */
export function writeFamily({ name, type, help, samples }: Family, format: Format): string {
  if (samples.length === 0) return "";
  const own = format === "openmetrics" && type === "counter" ? name.replace(/_total$/, "") : name;
  const unit = format === "openmetrics" ? UNIT.exec(own)?.[1] : undefined;
  const unitLine = unit === undefined ? "" : `# UNIT ${own} ${unit}\n`;
  return `# HELP ${own} ${escapeHelp(help, format)}\n# TYPE ${own} ${type}\n${unitLine}${samples.join("")}`;
}

/** Half of a surrogate pair is no character in UTF-8, in which both formats are sent. */
function escapeLabelValue(value: string): string {
  const text = value.toWellFormed();
  return NEEDS_ESCAPES.test(text) ? escapeHelp(text, "openmetrics") : text;
}

function escapeHelp(text: string, format: Format): string {
  const escaped = text.toWellFormed().replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
  return format === "openmetrics" ? escaped.replaceAll('"', '\\"') : escaped;
}

function numberText(value: number): string {
  if (Number.isFinite(value)) return String(value);
  return Number.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
}
