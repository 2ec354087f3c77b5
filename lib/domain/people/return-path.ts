/** Any origin but ours: what leads away from it leads away from us. */
const NOWHERE = "http://nowhere.invalid";

/** The page to go to after signing in: what `next` says if that is a page of ours, else the first page. */
export function returnPath(next: string | null | undefined): string {
  if (!next?.startsWith("/") || !URL.canParse(next, NOWHERE)) return "/";
  const { origin, pathname, search, hash } = new URL(next, NOWHERE);
  const leadsAway = origin !== NOWHERE || pathname.startsWith("//");
  const isNoPage = /^\/(api|login|setup|set-password)(\/|$)/.test(pathname);
  return leadsAway || isNoPage ? "/" : `${pathname}${search}${hash}`;
}

/** Where somebody who is not signed in goes, to come back to `path` afterwards. */
export function loginPath(path: string): string {
  const next = returnPath(path);
  return next === "/" ? "/login" : `/login?next=${encodeURIComponent(next)}`;
}
