"use client";

import { clsx } from "clsx";
import { LayoutGrid, Rows3 } from "lucide-react";
import type { FleetLayout } from "../use-fleet-view";

const LAYOUTS = [
  { layout: "tiles", label: "Tiles", Icon: LayoutGrid },
  { layout: "table", label: "Table", Icon: Rows3 },
] as const;

interface LayoutSwitchProps {
  layout: FleetLayout;
  onChange: (layout: FleetLayout) => void;
}

/** Tiles or table. Phones have a list of their own, and no choice. */
export function LayoutSwitch({ layout, onChange }: LayoutSwitchProps) {
  return (
    <fieldset aria-label="Layout" className="flex rounded-md border border-line bg-panel p-0.5 max-sm:hidden">
      {LAYOUTS.map(({ layout: choice, label, Icon }) => (
        <button
          key={choice}
          type="button"
          aria-label={label}
          title={label}
          aria-pressed={layout === choice}
          onClick={() => onChange(choice)}
          className={clsx(
            "flex h-6.5 w-8 items-center justify-center rounded",
            layout === choice ? "bg-raised text-ink" : "text-muted hover:text-ink",
          )}
        >
          <Icon size={14} aria-hidden />
        </button>
      ))}
    </fieldset>
  );
}
