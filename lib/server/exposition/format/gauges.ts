import "server-only";
import { type Family, type Labels, labelText, sample, withLabel } from "./family";

const PREFIX = "clusterdeck_";

/** Gauges that are filled from one thing after another, so that the series of each stay together. */
export interface Gauges<Name extends string> {
  /** Adds a series; none if its value is unknown. */
  set(name: Name, labels: Labels, value: number | null): void;
  /** Adds one series for each of the states, as the last label, of which exactly one is true. */
  setState<State extends string>(name: Name, labels: Labels, states: StateSet<State>): void;
  families(): Family[];
}

interface StateSet<State extends string> {
  label: string;
  all: readonly State[];
  now: State;
}

/** `help` by the name of each family without what all of ours begin with. */
export function createGauges<Name extends string>(help: Readonly<Record<Name, string>>): Gauges<Name> {
  const filled = new Map<string, { name: string; type: "gauge"; help: string; samples: string[] }>();
  for (const name in help) filled.set(name, { name: PREFIX + name, type: "gauge", help: help[name], samples: [] });
  const add = (key: Name, labels: string, value: number) => {
    const family = filled.get(key);
    family?.samples.push(sample(family.name, labels, value));
  };
  // Most things have the same labels in several families, one after the other.
  let latest: { labels: Labels; text: string } | null = null;
  const textOf = (labels: Labels) => {
    if (latest?.labels !== labels) latest = { labels, text: labelText(labels) };
    return latest.text;
  };
  return {
    set(name, labels, value) {
      if (value !== null) add(name, textOf(labels), value);
    },
    setState(name, labels, { label, all, now }) {
      const text = textOf(labels);
      for (const state of all) add(name, withLabel(text, label, state), state === now ? 1 : 0);
    },
    families: () => [...filled.values()],
  };
}
