import "server-only";
import type { Configuration } from "./configuration";

type Secretive = Pick<Configuration, "connections" | "access" | "storage">;

/** Every text of the configuration that nobody may read in a log. */
export function secretsOf({ connections, access, storage }: Secretive): string[] {
  const { firstAdmin, singleSignOn } = access;
  return [
    ...connections.map(({ apiKey }) => apiKey),
    firstAdmin?.password ?? "",
    singleSignOn?.clientSecret ?? "",
    ...("databaseUrl" in storage ? passwordsOf(new URL(storage.databaseUrl)) : []),
  ].filter((secret) => secret !== "");
}

/** As it is written in the address, and as the server is told it. */
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
