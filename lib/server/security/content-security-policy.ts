import "server-only";

interface PolicyOptions {
  nonce: string;
  /** The origins that may show the page in a frame; none by default. */
  frameOrigins: readonly string[];
  /** `next dev`, whose React rebuilds the server's stacks with eval and whose styles come as inline elements. */
  isDevelopment: boolean;
}

/**
 * What a page may load and run: scripts with this answer's nonce and what they load, and everything else from this
 * server only. Styles that scripts set on an element need no permission; `style` attributes in the HTML would, so there
 * are none.
 */
export function contentSecurityPolicy({ nonce, frameOrigins, isDevelopment }: PolicyOptions): string {
  const directives: Record<string, readonly string[]> = {
    "default-src": ["'none'"],
    "script-src": [`'nonce-${nonce}'`, "'strict-dynamic'", ...(isDevelopment ? ["'unsafe-eval'"] : [])],
    "style-src": ["'self'", isDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}'`],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    // One reads large fleets, and one shows pushes.
    "worker-src": ["'self'"],
    "manifest-src": ["'self'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": frameOrigins.length > 0 ? frameOrigins : ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(" ")}`)
    .join("; ");
}
