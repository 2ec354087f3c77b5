const NOTHING = "./lib/browser/lighter/nothing.ts";
const CONSTANTS = "./lib/browser/lighter/constants.ts";
const INTERCEPTION_ROUTES = "./lib/browser/lighter/interception-routes.ts";
const BROKEN_PAGE = "./components/shell/broken-page.tsx";

/**
 * What browsers are sent instead of modules that Next puts into every page although they do nothing there: 8 KB compressed. Named as
 * the modules that import them do; `lighter-packages.test.ts` fails when Next names them otherwise, or uses more of them.
 */
const IN_BROWSERS = {
  // For browsers older than ours.
  "../build/polyfills/polyfill-module": NOTHING,
  // React asks whether it has an `emit`, as the one of Node.js has.
  "next/dist/compiled/process": NOTHING,
  // Messages for developers, shown by `next dev`.
  "../../shared/lib/instant-messages": NOTHING,
  // Almost all of them are the server's.
  "../../../lib/constants": CONSTANTS,
  "../../../../lib/constants": CONSTANTS,
  // Clusterdeck has neither server actions nor routes that intercept others.
  "./reducers/server-action-reducer": NOTHING,
  "../../../shared/lib/router/utils/interception-routes": INTERCEPTION_ROUTES,
  "../../../../shared/lib/router/utils/interception-routes": INTERCEPTION_ROUTES,
  // Shown when app/global-error.tsx breaks, too. Its inline styles are forbidden by our content policy.
  "./builtin/global-error": BROKEN_PAGE,
  "../components/builtin/global-error": BROKEN_PAGE,
};

/** The same for lucide-react, on the server too, since a browser must find the icons as the server wrote them. */
const EVERYWHERE = { "../createLucideIcon.mjs": "./lib/browser/lighter/create-icon.tsx" };

/** For Turbopack. */
export const LIGHTER_PACKAGES = {
  ...Object.fromEntries(Object.entries(IN_BROWSERS).map(([name, replacement]) => [name, { browser: replacement }])),
  ...EVERYWHERE,
};
