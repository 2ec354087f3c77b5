import "server-only";
import {
  allowInsecureRequests,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  genericGrantRequest,
} from "openid-client";
import type { SingleSignOnConfiguration } from "../../configuration/configuration";
import type { Outbound } from "../../outbound/outbound";
import { boundedFetch } from "./bounded-fetch";
import { SignOnError } from "./sign-on-fault";

type Settings = Pick<SingleSignOnConfiguration, "issuer" | "clientId" | "clientSecret" | "scopes">;

/** What a provider says about somebody. Only `sub` is certain to exist, and no text in it is safe yet. */
export type Claims = Readonly<Record<string, unknown>> & { readonly sub: string };

/**
 * What the provider gave in exchange for a code. The claims come from its ID token, which is verified except for its
 * nonce.
 */
export interface Exchanged {
  accessToken: string;
  claims: Claims;
}

/**
 * Talks to an OpenID Connect provider. openid-client checks what the standard requires: issuer, audience, times, a
 * signature by a published key and never by a secret, and https wherever the issuer uses it. Every response is limited
 * in time and size.
 */
export interface IdentityClient {
  issuer: string;
  authorizationUrl(request: {
    redirectURI: string;
    state: string;
    codeVerifier: string;
    nonce: string | undefined;
  }): Promise<URL>;
  exchange(code: string, redirectURI: string, codeVerifier: string): Promise<Exchanged>;
  /** Everything that the provider says about them. The ID token takes precedence over the rest. */
  readClaims(exchanged: Exchanged, nonce: string): Promise<Claims>;
}

/** Throws if the provider cannot be reached, or its discovery document cannot be used. */
export async function connectToProvider(
  { issuer, clientId, clientSecret, scopes }: Settings,
  outbound: Outbound,
): Promise<IdentityClient> {
  const isEncrypted = issuer.startsWith("https:");
  const provider = await discovery(wellKnown(issuer), clientId, clientSecret, undefined, {
    [customFetch]: boundedFetch(outbound),
    execute: [enableNonRepudiationChecks, ...(isEncrypted ? [] : [allowInsecureRequests])],
  });
  assertUsable(provider, issuer);

  return {
    issuer: provider.serverMetadata().issuer,

    async authorizationUrl({ redirectURI, state, codeVerifier, nonce }) {
      return buildAuthorizationUrl(provider, {
        redirect_uri: redirectURI,
        scope: [...new Set(["openid", ...scopes])].join(" "),
        state,
        code_challenge: await calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: "S256",
        ...(nonce !== undefined && { nonce }),
      });
    },

    async exchange(code, redirectURI, codeVerifier) {
      const parameters = { code, redirect_uri: redirectURI, code_verifier: codeVerifier };
      const tokens = await genericGrantRequest(provider, "authorization_code", parameters);
      const claims = tokens.claims();
      if (claims === undefined) {
        const reason = "The identity provider sent no ID token. Does signIn.oidc.scopes contain openid?";
        throw new SignOnError({ code: "odd_answer", reason });
      }
      if (claims.azp !== undefined && claims.azp !== clientId) {
        const reason = "The ID token is for another program (azp). Check signIn.oidc.clientId.";
        throw new SignOnError({ code: "wrong_audience", reason });
      }
      return { accessToken: tokens.access_token, claims };
    },

    async readClaims({ accessToken, claims }, nonce) {
      if (claims.nonce !== nonce) {
        const reason =
          "The ID token belongs to another sign-in (nonce), as when two are begun at once, or it was replayed.";
        throw new SignOnError({ code: "other_sign_in", reason });
      }
      if (provider.serverMetadata().userinfo_endpoint === undefined) return claims;
      return { ...(await fetchUserInfo(provider, accessToken, claims.sub)), ...claims };
    },
  };
}

function wellKnown(issuer: string): URL {
  return new URL(`${withoutSlash(issuer)}/.well-known/openid-configuration`);
}

/** A person's browser is sent to one of these addresses, and secrets are sent to the others. */
function assertUsable(provider: Configuration, issuer: string): void {
  const found = provider.serverMetadata();
  if (withoutSlash(found.issuer) !== withoutSlash(issuer)) {
    throw new Error(
      `The provider calls itself ${JSON.stringify(found.issuer)}, but the configured issuer is ${issuer}.`,
    );
  }
  for (const name of ["authorization_endpoint", "token_endpoint", "jwks_uri"] as const) {
    const { protocol } = new URL(found[name] ?? "");
    if (protocol !== "https:" && protocol !== new URL(issuer).protocol) {
      throw new Error(`The provider's ${name} does not use https.`);
    }
  }
}

function withoutSlash(url: string): string {
  return url.replace(/\/$/, "");
}
