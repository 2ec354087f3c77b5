import "server-only";
import { once } from "node:events";
import { createServer } from "node:http";
import { Provider } from "oidc-provider";
import { cookiesOf, PUBLIC_URL } from "./example-auth";

export interface TestIdentityProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Sets where it may send people back to. It answers nothing before that. */
  register(redirectUri: string): void;
  /** Sets who is at the browser from now on, and what the provider says about them. */
  become(claims: { sub: string; email: string; name: string; groups?: string[] }): void;
  /** From now on people who are asked to sign in give up. */
  refuse(): void;
  close(): Promise<void>;
}

const CLIENT = { clientId: "clusterdeck", clientSecret: "a-client-secret-of-the-tests" };

/** A real OpenID provider on a free port, where signing in needs no form. It requires PKCE. */
export async function startIdentityProvider(): Promise<TestIdentityProvider> {
  let claims: Record<string, unknown> & { sub: string } = { sub: "nobody" };
  let refuses = false;
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const issuer = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  const newProvider = (redirectUri: string) =>
    new Provider(issuer, {
      clients: [{ client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret, redirect_uris: [redirectUri] }],
      claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name", "groups"] },
      features: { devInteractions: { enabled: false } },
      pkce: { required: () => true },
      cookies: { keys: ["the-tests"] },
      interactions: { url: (_, { uid }) => `/interaction/${uid}` },
      findAccount: (_, id) => ({ accountId: id, claims: () => claims }),
      loadExistingGrant: async ({ oidc }) => {
        const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
        grant.addOIDCScope("openid email profile");
        await grant.save();
        return grant;
      },
    });
  return {
    issuer,
    ...CLIENT,
    register: (redirectUri) => {
      const provider = newProvider(redirectUri);
      const answer = provider.callback();
      server.removeAllListeners("request").on("request", (request, response) => {
        if (!request.url?.startsWith("/interaction/")) return answer(request, response);
        const result = refuses ? { error: "access_denied" } : { login: { accountId: claims.sub } };
        void provider.interactionFinished(request, response, result);
      });
    },
    become: (next) => {
      claims = { email_verified: true, ...next };
      refuses = false;
    },
    refuse: () => {
      refuses = true;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

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
