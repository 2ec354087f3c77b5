/** A deck of three cards, and the product's name. */
export function Wordmark() {
  return (
    <>
      <svg aria-hidden="true" width="20" height="20" viewBox="0 0 20 20" fill="none">
        <rect x="2" y="9" width="16" height="8" rx="2" fill="var(--accent)" />
        <path d="M4 6.5h12M6 3.5h8" stroke="var(--accent)" strokeWidth="1.8" strokeLinecap="round" opacity=".7" />
      </svg>
      <span>Clusterdeck</span>
    </>
  );
}
