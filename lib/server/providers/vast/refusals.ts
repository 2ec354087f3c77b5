import "server-only";
import type { ProviderCall } from "@/lib/server/providers/errors";
import type { Refusal } from "@/lib/server/providers/http/status-error";

/** Vast.ai answers 404 for a key that it does not know, and 401 or 403 for one that lacks a permission. */
export function explainRefusal(permission: string) {
  return (status: number, body: string, { provider, request }: ProviderCall): Refusal | null => {
    if (status === 404 && body.includes("auth_error"))
      return { kind: "auth", sentence: `${provider} does not know this key. Check the key of this account.` };
    if (status === 401)
      return `${provider} refused the key for ${request} (401). Check the key, and that it has the permission ${permission}.`;
    if (status === 403)
      return `${provider} does not allow this key ${request} (403). Give it the permission ${permission}, or use another.`;
    return null;
  };
}
