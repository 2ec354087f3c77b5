/** What fires about a cluster, before what else there is to say of it. */
export function AlertNote({ words }: { words: string | null }) {
  return words !== null && <span className="font-semibold text-ink">{words}</span>;
}
