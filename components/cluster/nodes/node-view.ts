import { oneOf, orElse, text, type UrlWord } from "@/components/ui/url-state/url-words";
import { useUrlView } from "@/components/ui/url-state/use-url-view";
import { NODE_SORT_KEYS, type NodeSort, WORST_FIRST } from "./node-order";

/** From this many nodes on, a map shows where the trouble is faster than a table does. */
export const MAP_FROM_NODES = 24;

/** `rate` or, descending, `-rate`. */
const nodeSort: UrlWord<NodeSort> = {
  parse: (written) => {
    const descending = written.startsWith("-");
    const key = NODE_SORT_KEYS.find((candidate) => candidate === (descending ? written.slice(1) : written));
    return key ? { key, descending } : null;
  },
  serialize: ({ key, descending }) => (descending ? `-${key}` : key),
};

const view = {
  nodes: orElse(oneOf(["table", "map"]), "table"),
  q: orElse(text, ""),
  sort: orElse(nodeSort, WORST_FIRST),
};

/** How the nodes are shown: part of the URL, so that the view can be shared. */
export function useNodeView() {
  return useUrlView(view);
}
