/** How folders of `app/` begin that open a page within another one. There are none: see `import-rules.ts`. */
export const INTERCEPTION_ROUTE_MARKERS: readonly string[] = [];

export function isInterceptionRouteAppPath(): boolean {
  return false;
}
