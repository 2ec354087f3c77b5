import { Info } from "lucide-react";
import type { Severity } from "@/lib/domain/alerts/rule";
import { StatusMark } from "../status-mark";
import { SEVERITY_MARKS } from "./severity-marks";

/** The shape of a severity in its colour. Purely visual: its word is always next to it, or in its name. */
export function SeverityMark({ severity }: { severity: Severity }) {
  if (severity !== "info") return <StatusMark mark={SEVERITY_MARKS[severity]} size={14} />;
  return <Info size={14} aria-hidden className="shrink-0 text-working" />;
}
