import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { leavesOf, toKey } from "../leaves";
import { firstProperty } from "../own-property";
import { type Quantity, readQuantity } from "../quantity";
import { readTime, TIME_NAMES } from "./time";

export interface MetricPoint extends Quantity {
  key: string;
  at: EpochMs;
}

/** Names that hold a line, and say nothing of what it measures. */
const WRAPPERS = new Set(["data", "points", "data_points", "datapoints", "series", "samples", "values", "metrics"]);
const VALUES = ["value", "values", "v", "avg", "average", "mean"] as const;
const NAMES = ["metric", "name", "key"] as const;
const PLAIN_NAME = /^[a-z0-9][a-z0-9_.-]{0,59}$/i;
const MAX_LEVELS = 6;

/**
 * Every measurement in an undocumented history: a list of moments with values, lists of `{ timestamp, value }` or `[time, value]`
 * by metric, parallel arrays of times and values, values by time; each also in groups and in wrappers.
 */
export function pointsIn(raw: unknown): MetricPoint[] {
  const points: MetricPoint[] = [];
  visit(raw, [], 0);
  return points;

  function visit(node: unknown, path: readonly string[], level: number): void {
    if (typeof node !== "object" || node === null || level > MAX_LEVELS) return;
    if (Array.isArray(node)) {
      for (const item of node) visitItem(item, path, level);
      return;
    }
    const times = firstProperty(node, TIME_NAMES);
    if (Array.isArray(times)) addParallel(times, node, path);
    else if (readTime(times) !== null) visitItem(node, path, level);
    else for (const [name, inner] of Object.entries(node)) visitMember(name, inner, path, level);
  }

  function visitMember(name: string, inner: unknown, path: readonly string[], level: number): void {
    const at = readTime(name);
    if (at !== null) addMoment(at, inner, path);
    else if (WRAPPERS.has(name)) visit(inner, path, level + 1);
    else if (PLAIN_NAME.test(name)) visit(inner, [...path, name], level + 1);
  }

  /** One item of a list: a pair, a moment, or a line that says its own name. */
  function visitItem(item: unknown, path: readonly string[], level: number): void {
    if (typeof item !== "object" || item === null) return;
    if (Array.isArray(item)) {
      const at = readTime(item[0]);
      if (at !== null) addMoment(at, item[1], path);
      return;
    }
    const name = firstProperty(item, NAMES);
    const own = typeof name === "string" && PLAIN_NAME.test(name) ? [...path, name] : path;
    const at = readTime(firstProperty(item, TIME_NAMES));
    if (at !== null) addMoment(at, own.length > 0 ? (firstProperty(item, VALUES) ?? item) : item, own);
    else if (own !== path) visit(item, own, level + 1);
  }

  function addMoment(at: EpochMs, content: unknown, path: readonly string[]): void {
    const quantity = path.length > 0 ? readQuantity(content) : null;
    if (quantity !== null) points.push({ key: toKey(path), at, ...quantity });
    else for (const { key, value } of leavesOf(content, readQuantity)) add(at, [...path, key], value);
  }

  function addParallel(times: readonly unknown[], node: object, path: readonly string[]): void {
    const own = firstProperty(node, VALUES);
    const columns = Array.isArray(own) ? [{ key: "", value: own }] : leavesOf(node, asList);
    for (const { key, value: column } of columns) {
      for (const [place, raw] of column.entries()) {
        const at = readTime(times[place]);
        const quantity = readQuantity(raw);
        if (at !== null && quantity !== null) add(at, [...path, key], quantity);
      }
    }
  }

  function add(at: EpochMs, path: readonly string[], quantity: Quantity): void {
    const key = toKey(path);
    if (key !== "") points.push({ key, at, ...quantity });
  }
}

function asList(raw: unknown): readonly unknown[] | null {
  return Array.isArray(raw) ? raw : null;
}
