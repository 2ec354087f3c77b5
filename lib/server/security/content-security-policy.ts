import "server-only";

interface PolicyOptions {
  nonce: string;
  /** Whole origins that may show the page in a frame; none by default. */
  frameOrigins: readonly string[];
  /** `next dev`, whose React rebuilds the server's stacks with eval and whose styles come as inline elements. */
  isDevelopment: boolean;
}

/**
 * What a page may load and run: scripts that carry this answer's nonce and what those load, everything else from here only.
 * Styles that code sets on an element need no allowance; `style` attributes written into the page would, so there are none.
 */
export function contentSecurityPolicy({ nonce, frameOrigins, isDevelopment }: PolicyOptions): string {
  const directives: Record<string, readonly string[]> = {
    "default-src": ["'none'"],
    "script-src": [`'nonce-${nonce}'`, "'strict-dynamic'", ...(isDevelopment ? ["'unsafe-eval'"] : [])],
    "style-src": ["'self'", isDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}'`],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
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
