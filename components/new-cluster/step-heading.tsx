/** A step's title. It takes the focus when the step comes, so that the keyboard and screen readers follow. */
export function StepHeading({ children }: { children: string }) {
  return (
    <h1 ref={focus} tabIndex={-1} className="text-xl font-semibold tracking-tight outline-none">
      {children}
    </h1>
  );
}

function focus(heading: HTMLElement | null): void {
  heading?.focus();
}
