import { DECK } from "./deck";

/** A deck of three cards, and the name. */
export function Wordmark() {
  return (
    <>
      <svg aria-hidden="true" width="20" height="20" viewBox="0 0 20 20" fill="none">
        <path d={DECK.front} fill="var(--accent)" />
        <path
          d={DECK.behind}
          stroke="var(--accent)"
          strokeWidth={DECK.behindWidth}
          strokeLinecap="round"
          opacity={DECK.behindOpacity}
        />
      </svg>
      <span>Clusterdeck</span>
    </>
  );
}
