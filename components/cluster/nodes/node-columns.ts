import type { NodeSortKey } from "./node-order";

export interface NodeColumn {
  key: NodeSortKey;
  label: string;
  /** Width, alignment, and the screen width from which it shows. */
  className: string;
}

/** On a phone, the middle columns move into the name's cell. */
export const NODE_COLUMNS: readonly NodeColumn[] = [
  { key: "name", label: "Node", className: "" },
  { key: "status", label: "Status", className: "w-36 sm:w-52" },
  { key: "role", label: "Role", className: "hidden w-20 lg:table-cell" },
  { key: "gpu", label: "GPU", className: "hidden w-34 sm:table-cell" },
  { key: "rate", label: "Rate", className: "hidden w-30 text-right sm:table-cell" },
  { key: "ready", label: "Ready since", className: "hidden w-52 text-right lg:table-cell" },
];
