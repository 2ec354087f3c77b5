import "server-only";

const SCHEME = /^[a-z][a-z0-9+.-]*:\/+/i;
/** In front of a registry's host a login may stand. */
const LOGIN = /^[^/]*@(?=[^/]*\/)/;
/** As docker tells a registry's host from the first part of a path. */
const REGISTRY_HOST = /^(?:[^/]*[.:][^/]*|localhost)(?=\/)/i;

/** An image as its registry names it, without what is no part of a name: "registry.example.org/team/app:2". */
export function imageName(image: string): string {
  return image.replace(SCHEME, "").replace(LOGIN, "");
}

/** The same without the registry's host: "[registry]/team/app:2". */
export function maskedImageName(image: string): string {
  return imageName(image).replace(REGISTRY_HOST, "[registry]");
}
