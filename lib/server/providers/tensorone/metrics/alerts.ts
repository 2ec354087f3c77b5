import "server-only";
import type { AlertSeverity, MetricAlert } from "@/lib/domain/cluster/metrics";
import { providerSentence } from "@/lib/server/providers/provider-text";
import { firstText, ownProperty } from "../own-property";
import { readTime } from "./time";

const MAX_ALERTS = 20;

const SEVERITIES: ReadonlyMap<string, AlertSeverity> = new Map<string, AlertSeverity>([
  ["critical", "critical"],
  ["emergency", "critical"],
  ["fatal", "critical"],
  ["error", "critical"],
  ["high", "critical"],
  ["info", "info"],
  ["informational", "info"],
  ["notice", "info"],
  ["low", "info"],
]);
/** Alerts that are over. */
const ENDED = new Set(["resolved", "closed", "inactive", "ok"]);

const TITLES = ["title", "message", "description", "name", "alert", "metric"] as const;
const LEVELS = ["severity", "level", "priority"] as const;
const STARTS = ["since", "triggered_at", "started_at", "created_at", "timestamp", "time"] as const;

/** `metrics.alerts`, a list of texts or of objects. A severity that is not said, or not known, is a warning. */
export function toAlerts(raw: unknown): MetricAlert[] {
  if (!Array.isArray(raw)) return [];
  return raw.flatMap(toAlert).slice(0, MAX_ALERTS);
}

function toAlert(raw: unknown): MetricAlert[] {
  if (typeof raw === "string") return titled({ severity: "warning", title: raw, since: null });
  if (typeof raw !== "object" || raw === null) return [];
  if (ENDED.has(firstText(raw, ["status", "state"]).toLowerCase())) return [];
  return titled({
    severity: SEVERITIES.get(firstText(raw, LEVELS).toLowerCase()) ?? "warning",
    title: firstText(raw, TITLES),
    since: STARTS.map((name) => readTime(ownProperty(raw, name))).find((time) => time !== null) ?? null,
  });
}

/** An alert may quote what set it off. One that says nothing is none. */
function titled({ title, ...others }: MetricAlert): MetricAlert[] {
  const scrubbed = providerSentence.parse(title);
  return scrubbed === null ? [] : [{ ...others, title: scrubbed }];
}
