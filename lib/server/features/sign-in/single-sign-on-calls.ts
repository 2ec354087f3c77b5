import "server-only";
import { singleSignOnAnswerSchema, singleSignOnSchema } from "@/lib/contract/sign-in";
import { returnPath } from "@/lib/domain/people/return-path";
import { OIDC } from "../../auth/credential-providers";
import type { SingleSignOn } from "../../auth/single-sign-on/single-sign-on";
import { type AuthCall, authProblem, noteAuth, withBody, withCookiesOf } from "../../http/auth-call";
import { readJson } from "../../http/read-json";
import { sendJson } from "../../http/send-json";
import { log } from "../../log";
import { isRefusal, notFound } from "../../refusal";
import { clientAddress } from "../../security/client-address";
import { takeTurn } from "../../security/take-turn";
import { StoreError } from "../../store/store-error";

const LOGIN = "/login";

/** Answers where the browser must go, and remembers where the person wants to be afterwards. */
export async function beginSingleSignOn({ request, application }: AuthCall): Promise<Response> {
  const { auth, singleSignOnTurns } = application;
  const singleSignOn = configured(auth.singleSignOn);
  takeTurn(singleSignOnTurns, clientAddress(request.headers));
  const { callbackURL } = await readJson(request, singleSignOnSchema);
  const body = {
    provider: OIDC,
    callbackURL: returnPath(callbackURL),
    errorCallbackURL: LOGIN,
    disableRedirect: true,
  };
  const response = await singleSignOn.handle(withBody(request, body));
  if (!response.ok) throw await authProblem(response);
  return withCookiesOf(
    response,
    sendJson(singleSignOnAnswerSchema, singleSignOnAnswerSchema.parse(await response.json())),
  );
}

/**
 * Where the provider sends people back to. Whatever goes wrong with their sign-in, they land on the page that they came
 * from.
 */
export async function endSingleSignOn(call: AuthCall): Promise<Response> {
  try {
    return await finishSingleSignOn(call);
  } catch (error) {
    if (isRefusal(error, "unreachable")) return backToLogin("unreachable");
    if (!isStorageFault(error)) throw error;
    log().error({ err: error }, "A single sign-on failed, since the database did not answer");
    return backToLogin("storage");
  }
}

async function finishSingleSignOn(call: AuthCall): Promise<Response> {
  const { auth, singleSignOnTurns } = call.application;
  const singleSignOn = configured(auth.singleSignOn);
  takeTurn(singleSignOnTurns, clientAddress(call.request.headers));
  const response = await singleSignOn.handle(withKnownError(call.request));
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);
  const person = await auth.identify(new Headers({ cookie: cookies.join("; ") }));
  if (response.status === 302 && person !== null) {
    await noteAuth(call, person.email, "signed-in", singleSignOn.label);
    return response;
  }
  const location = response.headers.get("location") ?? "";
  const error = /[?&]error=([a-z_]{1,64})(?:&|$)/.exec(location)?.[1] ?? "single_sign_on";
  log().warn({ status: response.status, error }, "A single sign-on failed");
  const isNoted = response.status >= 500 || wasBegunHere(location, error);
  if (isNoted) await noteAuth(call, "guest", "sign-in-failed", singleSignOn.label);
  return backToLogin(error);
}

/** The errors that every other call answers with 503: see `toProblem`. */
function isStorageFault(error: unknown): boolean {
  return isRefusal(error, "storage") || (error instanceof StoreError && error.kind !== "failed");
}

function backToLogin(error: string): Response {
  return new Response(null, { status: 302, headers: { Location: `${LOGIN}?error=${error}` } });
}

/** The standard's error codes for which we have our own sentences. */
const KNOWN_ERRORS: ReadonlySet<string> = new Set([
  ...["access_denied", "temporarily_unavailable", "server_error", "invalid_scope", "invalid_request"],
  ...["unauthorized_client", "unsupported_response_type", "login_required", "interaction_required", "consent_required"],
  "account_selection_required",
]);

/**
 * Only the code of a provider's error, and only if it is not one of our own codes, because those decide what is shown
 * and recorded.
 */
function withKnownError(request: Request): Request {
  const url = new URL(request.url);
  const error = url.searchParams.get("error");
  if (error === null) return request;
  url.searchParams.set("error", KNOWN_ERRORS.has(error) ? error : "provider_error");
  url.searchParams.delete("error_description");
  return new Request(url, request);
}

/**
 * Whether the browser came back from a sign-in that began here, which happens once for each: better-auth finds the way
 * to our sign-in page only with a state that is stored here. Anybody can make up the rest, as often as they like.
 */
function wasBegunHere(location: string, error: string): boolean {
  return location.startsWith(`${LOGIN}?`) && error !== "state_mismatch";
}

function configured(singleSignOn: SingleSignOn | null): SingleSignOn {
  if (singleSignOn === null) throw notFound("There is no single sign-on here.");
  return singleSignOn;
}
