// What every answer of the server carries, whether Next sends it (next.config.mjs) or the server itself does (lib/server/direct).

export const EVERYWHERE = {
  "X-Content-Type-Options": "nosniff",
  // Not "no-referrer": a form on our own pages would then send no origin, and be refused.
  "Referrer-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  // Link previews too: chats fetch them through their own servers, which ignore this header.
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), midi=()",
};

// Pages get their own policy, with a nonce, in proxy.ts.
export const API = { "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'" };

// A share link's address is its key: no search engine, and no page it leads to, may learn it.
export const GUESTS = { "X-Robots-Tag": "noindex, nofollow, noarchive", "Referrer-Policy": "no-referrer" };
