import "server-only";
import { type EpochMs, HOUR_MS, SECOND_MS } from "@/lib/domain/time/epoch";

const LASTS_MS = HOUR_MS;
const TOKEN = /^Bearer CANARY-access-token-(\d+)-(\d+)$/;

/** Issues tokens for one client. They say themselves how long they are valid, so that every instance of the API takes them. */
export function createTokens(now: () => EpochMs, clientId: string, clientSecret: string) {
  let issued = 0;
  let revoked = 0;
  return {
    isValid: (authorization: string | null) => {
      const [, number, validUntil] = TOKEN.exec(authorization ?? "") ?? [];
      return Number(number) > revoked && Number(validUntil) > now();
    },
    /** From now on, tokens that were issued before are refused. */
    revokeAll: () => {
      revoked = issued;
    },
    issue: async (request: Request): Promise<Response> => {
      const asked = await readBody(request);
      if (asked === null) return refusal(400, "invalid_request", "The request body is not valid JSON");
      if (asked.get("grant_type") !== "client_credentials")
        return refusal(400, "invalid_request", "grant_type not specified");
      if (asked.get("client_id") !== clientId || asked.get("client_secret") !== clientSecret)
        return refusal(401, "unauthorized_request", "Invalid client id or client secret");
      issued += 1;
      return Response.json({
        access_token: `CANARY-access-token-${issued}-${now() + LASTS_MS}`,
        refresh_token: "CANARY-refresh-token",
        token_type: "Bearer",
        expires_in: LASTS_MS / SECOND_MS,
        scope: "cloud-api-v1",
      });
    },
  };
}

export function refusal(status: number, code: string, message: string): Response {
  return Response.json({ code, message }, { status });
}

async function readBody(request: Request): Promise<Map<string, unknown> | null> {
  const text = await request.text();
  if (request.headers.get("content-type")?.includes("form")) return new Map(new URLSearchParams(text));
  try {
    return new Map(Object.entries(JSON.parse(text)));
  } catch {
    return null;
  }
}
