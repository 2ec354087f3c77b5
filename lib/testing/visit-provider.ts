import { cookiesOf, PUBLIC_URL } from "./example-auth";

/**
 * What the browser does at the provider: it follows redirects, with the cookies it is given, until it is sent back to
 * us.
 */
export async function visitProvider(start: URL): Promise<URL> {
  const jar = new Map<string, string>();
  let url = start;
  while (url.origin !== PUBLIC_URL) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(url, { redirect: "manual", headers: { cookie } });
    for (const [name = "", value = ""] of cookiesOf(response)
      .split("; ")
      .map((pair) => pair.split("=")))
      jar.set(name, value);
    url = new URL(response.headers.get("location") ?? "", url);
  }
  return url;
}
