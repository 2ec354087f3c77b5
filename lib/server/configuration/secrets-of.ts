import "server-only";
import type { Configuration } from "./configuration";

type Secretive = Pick<Configuration, "accounts" | "auth" | "storage">;

/** Every text in the configuration that must not appear in a log. */
export function secretsOf({ accounts, auth, storage }: Secretive): string[] {
  const { firstAdmin, singleSignOn } = auth;
  return [
    ...accounts.map(({ apiKey }) => apiKey),
    firstAdmin?.password ?? "",
    singleSignOn?.clientSecret ?? "",
    ...("databaseUrl" in storage ? passwordsOf(new URL(storage.databaseUrl)) : []),
  ].filter((secret) => secret !== "");
}

/** Both as it is written in the address, and as it is sent to the server. */
function passwordsOf({ password, searchParams }: URL): string[] {
  return [password, decoded(password), searchParams.get("password") ?? ""];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
