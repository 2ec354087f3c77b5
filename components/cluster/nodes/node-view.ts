import { createParser, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { NODE_SORT_KEYS, type NodeSort, WORST_FIRST } from "./node-order";

/** From this many nodes on, a map shows where the trouble is faster than a table does. */
export const MAP_FROM_NODES = 24;

/** `rate` or, descending, `-rate`. */
const parseAsNodeSort = createParser<NodeSort>({
  parse: (text) => {
    const descending = text.startsWith("-");
    const key = NODE_SORT_KEYS.find((candidate) => candidate === (descending ? text.slice(1) : text));
    return key ? { key, descending } : null;
  },
  serialize: ({ key, descending }) => (descending ? `-${key}` : key),
  eq: (left, right) => left.key === right.key && left.descending === right.descending,
});

/** How the nodes are shown: part of the URL, so that the view can be shared. */
export function useNodeView() {
  return useQueryStates({
    nodes: parseAsStringLiteral(["table", "map"]).withDefault("table"),
    q: parseAsString.withDefault(""),
    sort: parseAsNodeSort.withDefault(WORST_FIRST),
  });
}
