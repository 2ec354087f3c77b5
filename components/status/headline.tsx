/** The whole page in one sentence, most important part first. */
export function Headline({ parts: [first, ...rest] }: { parts: readonly [string, ...string[]] }) {
  return (
    <h1 className="text-xl leading-7 font-semibold tracking-tight text-balance sm:text-2xl sm:leading-8">
      {first}
      {rest.map((part) => (
        <span key={part} className="font-normal text-muted max-sm:block">
          {/* The dot goes with what follows: at a line's end it would wait for something. On a phone each part has its line. */}
          <span className="max-sm:hidden">{" ·\u00a0"}</span>
          {part}
        </span>
      ))}
    </h1>
  );
}
