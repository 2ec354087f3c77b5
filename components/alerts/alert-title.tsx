import type { ReactNode } from "react";
import { SeverityMark } from "@/components/status/alerts/severity-mark";
import type { AlertView } from "@/lib/contract/alerts/alerts";

interface AlertTitleProps {
  alert: Pick<AlertView, "severity" | "title">;
  /** What follows on the same line. */
  children?: ReactNode;
}

/** What an alert says, after its severity: a mark, and for screen readers its word. */
export function AlertTitle({ alert: { severity, title }, children }: AlertTitleProps) {
  return (
    <span className="relative flex min-w-0 gap-2">
      <span className="pt-0.5">
        <SeverityMark severity={severity} />
      </span>
      <span className="min-w-0 break-words">
        <span className="sr-only">{severity}: </span>
        {title}
        {children}
      </span>
    </span>
  );
}
