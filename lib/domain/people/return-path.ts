import { parseUrl } from "../text/parse-url";

/** A stand-in for our own origin: a path that resolves to another origin would leave our site. */
const NOWHERE = "http://nowhere.invalid";

/** The page to go to after signing in: `next` if that is a page of ours, otherwise the home page. */
export function returnPath(next: string | null | undefined): string {
  const url = next?.startsWith("/") ? parseUrl(next, NOWHERE) : null;
  if (url === null) return "/";
  const { origin, pathname, search, hash } = url;
  const leadsAway = origin !== NOWHERE || pathname.startsWith("//");
  const isNoPage = /^\/(api|login|setup|set-password)(\/|$)/.test(pathname);
  return leadsAway || isNoPage ? "/" : `${pathname}${search}${hash}`;
}

/** The sign-in page, set to return to `path` afterwards. */
export function loginPath(path: string): string {
  const next = returnPath(path);
  return next === "/" ? "/login" : `/login?next=${encodeURIComponent(next)}`;
}
