"use client";

import { ArrowLeft, ChevronRight } from "lucide-react";
import { Fragment } from "react";
import { useFleetSource } from "@/components/status/source/fleet-source";
import { Link } from "@/components/ui/link/link";

/** The way back to the fleet, and where this page sits below it. */
export function Breadcrumb({ trail }: { trail: string[] }) {
  const { home } = useFleetSource();
  return (
    <nav aria-label="Breadcrumb" className="flex min-w-0 items-center gap-1.5 text-sm text-muted">
      <Link href={home} className="inline-flex items-center gap-1.5 rounded py-1 hover:text-ink">
        <ArrowLeft size={15} aria-hidden />
        Fleet
      </Link>
      {trail.map((step) => (
        <Fragment key={step}>
          <ChevronRight size={14} aria-hidden className="shrink-0 text-line-strong" />
          <span className="truncate">{step}</span>
        </Fragment>
      ))}
    </nav>
  );
}
