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
import { boundedFetch } from "./bounded-fetch";

type Settings = Pick<SingleSignOnConfiguration, "issuer" | "clientId" | "clientSecret" | "scopes">;

/** What a provider says of somebody. Only `sub` is sure to be there, and no text of it is safe yet. */
export type Claims = Readonly<Record<string, unknown>> & { readonly sub: string };

/** What was given for a code. The claims are those of its ID token, which is verified but for its nonce. */
export interface Exchanged {
  accessToken: string;
  claims: Claims;
}

/**
 * Speaks with an OpenID Connect provider. openid-client checks what the standard asks for: issuer, audience, times, signature
 * by a published key and never by a secret, and https wherever the issuer has it. Every answer is bounded in time and size.
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
  /** Everything that the provider says of them. What the ID token says counts before what the rest of it does. */
  readClaims(exchanged: Exchanged, nonce: string): Promise<Claims>;
}

/** Throws where the provider cannot be reached, or describes itself in a way that cannot be used. */
export async function connectToProvider({ issuer, clientId, clientSecret, scopes }: Settings): Promise<IdentityClient> {
  const isEncrypted = issuer.startsWith("https:");
  const provider = await discovery(wellKnown(issuer), clientId, clientSecret, undefined, {
    [customFetch]: boundedFetch,
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
      if (claims === undefined) throw new Error("The provider sent no ID token.");
      if (claims.azp !== undefined && claims.azp !== clientId) {
        throw new Error("The provider's ID token was made for another program.");
      }
      return { accessToken: tokens.access_token, claims };
    },

    async readClaims({ accessToken, claims }, nonce) {
      if (claims.nonce !== nonce) throw new Error("The provider's ID token belongs to another sign-in.");
      if (provider.serverMetadata().userinfo_endpoint === undefined) return claims;
      return { ...(await fetchUserInfo(provider, accessToken, claims.sub)), ...claims };
    },
  };
}

function wellKnown(issuer: string): URL {
  return new URL(`${withoutSlash(issuer)}/.well-known/openid-configuration`);
}

/** A person's browser is sent to one of these addresses, and the others are sent secrets. */
function assertUsable(provider: Configuration, issuer: string): void {
  const found = provider.serverMetadata();
  if (withoutSlash(found.issuer) !== withoutSlash(issuer)) {
    throw new Error(`The provider calls itself ${JSON.stringify(found.issuer)}, and its issuer is set as ${issuer}.`);
  }
  for (const name of ["authorization_endpoint", "token_endpoint", "jwks_uri"] as const) {
    const { protocol } = new URL(found[name] ?? "");
    if (protocol !== "https:" && protocol !== new URL(issuer).protocol) {
      throw new Error(`The provider's ${name} is not reached by https.`);
    }
  }
}

function withoutSlash(url: string): string {
  return url.replace(/\/$/, "");
}
