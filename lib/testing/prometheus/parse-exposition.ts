export interface ParsedSample {
  name: string;
  labels: Record<string, string>;
  value: number;
}

export interface ParsedFamily {
  name: string;
  type: string;
  help: string;
  unit: string | null;
  samples: ParsedSample[];
}

const SUFFIXES: Readonly<Record<string, readonly string[]>> = {
  gauge: [""],
  counter: ["_total"],
  histogram: ["_bucket", "_sum", "_count"],
  summary: ["", "_sum", "_count"],
};

/**
 * Reads a scrape strictly, as its format's specification says, character by character: every sample belongs to the family that was
 * announced before it, no family and no series comes twice, and OpenMetrics ends with its mark. Throws a sentence if any of that is not so.
 */
export function parseExposition(text: string, format: "prometheus" | "openmetrics"): ParsedFamily[] {
  const lines = text.split("\n");
  if (lines.pop() !== "") throw new Error("The last line does not end.");
  if (format === "openmetrics" && lines.pop() !== "# EOF") throw new Error("The end is missing.");
  const families = new Map<string, ParsedFamily>();
  const series = new Set<string>();
  let current: ParsedFamily | null = null;
  for (const line of lines) {
    const [, keyword = "", name = "", rest = ""] = /^# (HELP|TYPE|UNIT) (\S+) (.*)$/.exec(line) ?? [];
    if (line.startsWith("#") && keyword === "") throw new Error(`This is no metadata: ${line}`);
    if (keyword === "HELP") {
      if (families.has(name)) throw new Error(`${name} comes twice.`);
      current = { name, type: "", help: rest, unit: null, samples: [] };
      families.set(name, current);
    } else if (current === null) throw new Error(`Nothing announces ${line}`);
    else if (keyword !== "") {
      if (name !== current.name) throw new Error(`${keyword} of ${name} stands below ${current.name}.`);
      if (current.samples.length > 0) throw new Error(`${keyword} of ${name} comes after samples.`);
      if (keyword === "TYPE") current.type = rest;
      if (keyword === "UNIT" && (format !== "openmetrics" || !name.endsWith(`_${rest}`)))
        throw new Error(`${name} has not the unit ${rest}.`);
      if (keyword === "UNIT") current.unit = rest;
    } else {
      const sample = parseSample(line);
      const counter = format === "prometheus" && current.type === "counter" ? [""] : SUFFIXES[current.type];
      if (!counter?.some((suffix) => sample.name === `${current?.name}${suffix}`))
        throw new Error(`${sample.name} is no sample of the ${current.type} ${current.name}.`);
      const identity = JSON.stringify([sample.name, Object.entries(sample.labels).sort()]);
      if (series.has(identity)) throw new Error(`A series comes twice: ${line}`);
      series.add(identity);
      current.samples.push(sample);
    }
  }
  return [...families.values()];
}

function parseSample(line: string): ParsedSample {
  const name = /^[a-zA-Z_:][a-zA-Z0-9_:]*/.exec(line)?.[0] ?? "";
  if (name === "") throw new Error(`No name: ${line}`);
  const labels: Record<string, string> = {};
  let at = name.length;
  if (line[at] === "{") {
    at += 1;
    while (line[at] !== "}") {
      const label = /^[a-zA-Z_][a-zA-Z0-9_]*/.exec(line.slice(at))?.[0] ?? "";
      at += label.length;
      if (label === "" || line.slice(at, at + 2) !== '="') throw new Error(`No label at ${at}: ${line}`);
      if (label in labels) throw new Error(`The label ${label} comes twice: ${line}`);
      at += 2;
      let value = "";
      while (line[at] !== '"') {
        const character = line[at];
        if (character === undefined) throw new Error(`A label does not end: ${line}`);
        const escaped: Readonly<Record<string, string>> = { "\\": "\\", '"': '"', n: "\n" };
        const meant = character === "\\" ? escaped[line[at + 1] ?? ""] : character;
        if (meant === undefined) throw new Error(`An escape that does not exist at ${at}: ${line}`);
        value += meant;
        at += character === "\\" ? 2 : 1;
      }
      labels[label] = value;
      at += 1;
      if (line[at] === ",") at += 1;
      else if (line[at] !== "}") throw new Error(`No comma at ${at}: ${line}`);
    }
    at += 1;
  }
  const number = /^ ([-+]?(?:[0-9.]+(?:e[-+]?[0-9]+)?|Inf)|NaN)$/.exec(line.slice(at))?.[1];
  if (number === undefined) throw new Error(`No number: ${line}`);
  return { name, labels, value: Number(number.replace("Inf", "Infinity")) };
}
