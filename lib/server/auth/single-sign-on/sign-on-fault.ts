import "server-only";
import { clip } from "@/lib/domain/text/scrub";

/** Why an answer of the identity provider lets nobody in. */
export interface SignOnFault {
  /** Chooses the sentence that `/login` shows. */
  code: string;
  /** A sentence for the log: what is wrong, and what an admin can do. It holds no token, no code and no secret. */
  reason: string;
}

/** Thrown where we check something that the standard leaves to us. */
export class SignOnError extends Error {
  override readonly name = "SignOnError";

  constructor(readonly fault: SignOnFault) {
    super(fault.reason);
  }
}

/** How far the clocks of two servers may differ before an ID token that was just made seems to have expired. */
const CHECK_CLOCKS = "Compare the clocks of this server and of the identity provider (NTP).";

/** What went wrong with an answer, from the error that openid-client throws for it. */
export function faultOf(error: unknown): SignOnFault {
  const chain = chainOf(error);
  const own = chain.find((one) => one instanceof SignOnError);
  if (own instanceof SignOnError) return own.fault;
  const refusal = textIn(chain, "error");
  if (refusal !== null) return refusedCode(refusal);
  const codes = chain.map((one) => Reflect.get(one, "code"));
  if (codes.includes("OAUTH_JWT_TIMESTAMP_CHECK_FAILED")) return wrongTime(chain);
  if (codes.includes("OAUTH_JWT_CLAIM_COMPARISON_FAILED")) return wrongClaim(chain);
  if (codes.includes("OAUTH_KEY_SELECTION_FAILED")) {
    const reason =
      "The ID token is signed with a key that is not among those the identity provider publishes (jwks_uri).";
    return { code: "unknown_key", reason };
  }
  if (codes.includes("OAUTH_WWW_AUTHENTICATE_CHALLENGE")) return refusedCode("invalid_client");
  if (codes.some((code) => typeof code === "string" && code.startsWith("OAUTH_") && code !== "OAUTH_TIMEOUT")) {
    return { code: "odd_answer", reason: "The answer of the identity provider is not as OpenID Connect requires." };
  }
  return { code: "unreachable", reason: "The identity provider did not answer, or not in time." };
}

/** An error's causes, outermost first. openid-client puts what it compared into a cause that is no error. */
function chainOf(error: unknown): object[] {
  const chain: object[] = [];
  for (let one = error; typeof one === "object" && one !== null && chain.length < 8; one = Reflect.get(one, "cause")) {
    chain.push(one);
  }
  return chain;
}

function textIn(chain: readonly object[], name: string): string | null {
  const found = chain.map((one): unknown => Reflect.get(one, name)).find((value) => typeof value === "string");
  return typeof found === "string" ? found : null;
}

/** The token endpoint's error codes: RFC 6749, section 5.2. */
function refusedCode(error: string): SignOnFault {
  if (error === "invalid_client" || error === "unauthorized_client") {
    const reason =
      "The identity provider refused signIn.oidc.clientId or its secret (invalid_client). Compare both with what is registered there.";
    return { code: "wrong_secret", reason };
  }
  if (error === "invalid_grant") {
    const reason =
      "The identity provider no longer accepted the code (invalid_grant): it had expired or was used before, or the redirect address " +
      "registered there is another one than CLUSTERDECK_PUBLIC_URL gives.";
    return { code: "code_expired", reason };
  }
  return {
    code: "provider_refused",
    reason: `The identity provider refused to exchange the code (${codeWords(error)}).`,
  };
}

function wrongTime(chain: readonly object[]): SignOnFault {
  const claims = claimsIn(chain);
  const now = chain.map((one): unknown => Reflect.get(one, "now")).find((value) => typeof value === "number");
  const at = claims[textIn(chain, "claim") ?? ""];
  const seconds = typeof now === "number" && typeof at === "number" ? Math.round(now - at) : null;
  const how =
    seconds === null
      ? "has a time that cannot be read"
      : seconds > 0
        ? `expired ${seconds} s ago by this server's clock`
        : `is not valid for another ${-seconds} s by this server's clock`;
  return { code: "clock_differs", reason: `The ID token, which was just made, ${how}. ${CHECK_CLOCKS}` };
}

function wrongClaim(chain: readonly object[]): SignOnFault {
  const claim = textIn(chain, "claim");
  const found = JSON.stringify(clip(JSON.stringify(claimsIn(chain)[claim ?? ""] ?? null)));
  if (claim === "iss") {
    const reason = `The ID token is of the issuer ${found}, and not of the one that its discovery document names. Check signIn.oidc.issuer.`;
    return { code: "wrong_issuer", reason };
  }
  if (claim === "aud" || claim === "azp") {
    const reason = `The ID token is for another program (${claim} is ${found}). Check signIn.oidc.clientId.`;
    return { code: "wrong_audience", reason };
  }
  return { code: "odd_answer", reason: `The claim ${codeWords(claim ?? "")} of the ID token is not as expected.` };
}

function claimsIn(chain: readonly object[]): Readonly<Record<string, unknown>> {
  const claims = chain.map((one): unknown => Reflect.get(one, "claims")).find((value) => typeof value === "object");
  return { ...claims };
}

/** An error code of the standards, or nothing at all: a provider may send anything in its place. */
export function codeWords(code: string): string {
  return /^[a-z_]{1,40}$/.test(code) ? code : "a code that is not in the standard";
}
