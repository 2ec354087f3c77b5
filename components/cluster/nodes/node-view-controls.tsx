import { Grid3x3, Table2 } from "lucide-react";
import { SearchField } from "@/components/shell/search-field";
import { Segmented } from "@/components/ui/segmented";
import { WORST_FIRST } from "./node-order";
import type { useNodeView } from "./node-view";

const VIEWS = [
  {
    id: "table",
    content: (
      <>
        <Table2 size={14} aria-hidden /> Table
      </>
    ),
  },
  {
    id: "map",
    content: (
      <>
        <Grid3x3 size={14} aria-hidden /> Map
      </>
    ),
  },
] as const;

const MAP_ORDERS = [
  { id: "status", content: "Worst first" },
  { id: "name", content: "By name" },
] as const;

interface NodeViewControlsProps {
  view: ReturnType<typeof useNodeView>[0];
  onChange: ReturnType<typeof useNodeView>[1];
}

/** Search, table or map, and the map's order; a table is sorted by its headers. */
export function NodeViewControls({ view, onChange }: NodeViewControlsProps) {
  return (
    <div className="ml-auto flex flex-wrap justify-end gap-2 max-sm:w-full">
      <SearchField label="Search nodes" value={view.q} onChange={(q) => onChange({ q })} />
      {view.nodes === "map" && (
        <Segmented
          legend="Order nodes"
          options={MAP_ORDERS}
          value={view.sort.key === "name" ? "name" : "status"}
          onChange={(id) => onChange({ sort: id === "name" ? { key: "name", descending: false } : WORST_FIRST })}
        />
      )}
      <Segmented legend="Show nodes as" options={VIEWS} value={view.nodes} onChange={(nodes) => onChange({ nodes })} />
    </div>
  );
}
