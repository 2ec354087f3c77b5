import { expect, it } from "vitest";
import { NO_PROXIES } from "../outbound/proxies";
import { providers } from "../providers/registry";
import { registerSecret, replaceSecrets } from "../redaction/secrets";
import { readConfiguration } from "./read-configuration";
import { secretsOf } from "./secrets-of";

const YAML = `signIn:
  oidc:
    label: Example
    issuer: https://login.example.org
    clientId: clusterdeck
    clientSecret: CANARY-client
    roleClaim: groups
    roles: { admin: [admins] }
`;

const environment = {
  SHADEFORM_API_KEY: "CANARY-key",
  CLUSTERDECK_ADMIN_EMAIL: "admin@example.org",
  CLUSTERDECK_ADMIN_PASSWORD: "CANARY admin",
  HTTPS_PROXY: "http://user:CANARY%2Fproxy@proxy.example:3128",
  DATABASE_URL: "postgres://user:CANARY%2Furl@127.0.0.1/clusterdeck?password=CANARY-query",
};

it("keeps every secret of the configuration out of the log", () => {
  const result = readConfiguration(environment, providers, () => YAML);
  if (!result.ok) throw new Error(result.mistakes.map(({ message }) => message).join("\n"));
  for (const secret of secretsOf(result.configuration)) registerSecret(secret);
  const texts: string[] = ["CANARY-key", "CANARY admin", "CANARY-client", "CANARY/url", "CANARY/proxy"];
  texts.push(environment.DATABASE_URL, environment.HTTPS_PROXY, Buffer.from("user:CANARY/proxy").toString("base64"));
  for (const text of texts) expect(replaceSecrets(`before ${text} after`)).not.toContain("CANARY");
});

it("finds none if nothing is set", () => {
  const storage = { dataDir: "data" };
  const auth = { asksForSignIn: true, firstAdmin: null, singleSignOn: null };
  const proxies = NO_PROXIES;
  expect(secretsOf({ accounts: [], auth, proxies, storage })).toEqual([]);
  expect(
    secretsOf({ accounts: [], auth, proxies, storage: { databaseUrl: "postgres://user@host/clusterdeck" } }),
  ).toEqual([]);
});
