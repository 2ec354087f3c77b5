/** Whether this browser needs any of the polyfills. */
export function lacksFeatures(): boolean {
  return !(
    "toReversed" in Array.prototype &&
    "toSorted" in Array.prototype &&
    "groupBy" in Map &&
    "popover" in HTMLElement.prototype
  );
}
