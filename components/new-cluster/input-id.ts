/** The id of a field's input, which the summary of problems leads to. */
export function inputId(path: string): string {
  return `field-${path.replace(".", "-")}`;
}
