import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import type { ChangingConfiguration, FixedConfiguration } from "../configuration/configuration";
import { HttpProblem } from "../http-problem";
import { log } from "../log";
import { noSuchCall } from "../refusal";
import type { AttemptLimit } from "../security/attempt-limit";
import { clientAddress, isFromThisMachine } from "../security/client-address";
import { guardCall } from "../security/guard-call";
import { trySecret } from "../security/take-turn";

interface Admitting {
  configuration: Pick<FixedConfiguration, "isScrapedLocally">;
  live: { current(): Pick<ChangingConfiguration, "metricsToken"> };
  scraperAttempts: AttemptLimit;
}

const CHALLENGE = { "WWW-Authenticate": 'Bearer realm="Clusterdeck metrics", Basic realm="Clusterdeck metrics"' };
const TARGET = "metrics";

/**
 * Lets in whoever has the token as it is now, whatever host they ask for: Prometheus asks for the address of a pod. Without a
 * token, whoever is on this machine, if nobody else reaches it; to all others there is nothing here.
 */
export async function admitScraper(request: Request, application: Admitting): Promise<void> {
  const { metricsToken } = application.live.current();
  if (metricsToken !== null) return requireToken(request, metricsToken, application);
  guardCall(request);
  if (!application.configuration.isScrapedLocally || !isFromThisMachine(request.headers)) throw noSuchCall();
}

async function requireToken(
  { headers }: Request,
  token: string,
  { scraperAttempts }: Pick<Admitting, "scraperAttempts">,
): Promise<void> {
  const given = tokenIn(headers.get("authorization"));
  if (given === null)
    throw wrongToken("This needs the metrics token, as a bearer token or as the password of basic auth.");
  const attempt = { target: TARGET, address: clientAddress(headers) };
  const noteRefusal = async () => log().warn({ address: attempt.address }, "Too many wrong metrics tokens");
  await trySecret(scraperAttempts, attempt, noteRefusal, async () => {
    if (!isSame(given, token)) throw wrongToken("This is not the metrics token (CLUSTERDECK_METRICS_TOKEN).");
  });
}

/** `null` if there is none. Of basic auth, only the password counts. */
function tokenIn(authorization: string | null): string | null {
  const [, scheme = "", value = ""] = /^(bearer|basic) +(\S+)$/i.exec(authorization ?? "") ?? [];
  if (value === "") return null;
  if (scheme.toLowerCase() === "bearer") return value;
  const login = Buffer.from(value, "base64").toString();
  const colon = login.indexOf(":");
  return colon === -1 ? null : login.slice(colon + 1);
}

function wrongToken(detail: string): HttpProblem {
  return new HttpProblem(401, { code: "unauthenticated", detail }, CHALLENGE);
}

/** In a time that says nothing about how much of it is right. */
function isSame(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
