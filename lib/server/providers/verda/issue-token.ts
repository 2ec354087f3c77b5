import "server-only";
import { SECOND_MS } from "@/lib/domain/time/epoch";
import { type ProviderCall, ProviderError } from "@/lib/server/providers/errors";
import type { ProviderHttp } from "@/lib/server/providers/http/http";
import type { Refusal } from "@/lib/server/providers/http/status-error";
import type { IssuedToken } from "./token";
import { tokenSchema } from "./wire";

interface ClientSecrets {
  clientId: string;
  clientSecret: string;
}

const BAD_CLIENT = /invalid[_ ]client|invalid client|client[_ ](?:id|secret)|unauthorized/i;
/** What a server answers that reads forms only. */
const NOT_JSON_STATUSES: ReadonlySet<number | undefined> = new Set([400, 415, 422]);

/** Exchanges the client's id and secret for a token: as JSON, as the provider's production reads it, then as the form of the standard. */
export async function issueToken(
  http: ProviderHttp,
  { clientId, clientSecret }: ClientSecrets,
  signal: AbortSignal,
): Promise<IssuedToken> {
  const body = { grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret };
  const post = async (encoding: "json" | "form"): Promise<IssuedToken> => {
    const { access_token, expires_in } = await http.postJson({
      ...{ path: "/oauth2/token", headers: {}, body, encoding, schema: tokenSchema, signal, explainRefusal },
    });
    return { value: access_token, lastsMs: expires_in ? expires_in * SECOND_MS : null };
  };
  try {
    return await post("json");
  } catch (error) {
    const isUnread = error instanceof ProviderError && error.kind !== "auth" && NOT_JSON_STATUSES.has(error.status);
    if (!isUnread) throw error;
    return post("form");
  }
}

function explainRefusal(status: number, body: string, { provider, request }: ProviderCall): Refusal | null {
  if (status !== 401 && !(status === 400 && BAD_CLIENT.test(body))) return null;
  const sentence = `${provider} refused the client's id or secret for ${request} (${status}). Check both in this account's settings.`;
  return { kind: "auth", sentence };
}
