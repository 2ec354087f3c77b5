import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { NO_PROXIES } from "../outbound/proxies";
import { providers } from "../providers/registry";
import { registerSecret, replaceSecrets } from "../redaction/secrets";
import { NO_CONFIGURED_ALERTS } from "./alerts/configured-alerts";
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
alerts:
  heartbeatUrl: https://HC.example.com/CANARY-beat
  channels:
    - { id: hook, type: webhook, url: https://Hooks.example.com/services/CANARY-hook, secret: whsec_CANARYabcdefghijklmnopqrstuvwxyzABCDEF }
    - { id: chat, type: telegram, token: 123456:CANARY-abcdefghijklmnopqrstuvwxyz, chatId: "42" }
    - { id: phone, type: ntfy, topic: CANARY-topic, token: tk_CANARY }
    - { id: mail, type: email, host: smtp.example.org, password: CANARY mail, from: a@example.org, to: [b@example.org] }
`;

const KEY = randomBytes(32).toString("base64");

const environment = {
  SHADEFORM_API_KEY: "CANARY-key",
  CLUSTERDECK_ADMIN_EMAIL: "admin@example.org",
  CLUSTERDECK_ADMIN_PASSWORD: "CANARY admin",
  CLUSTERDECK_SECRET_KEY: KEY,
  CLUSTERDECK_METRICS_TOKEN: "CANARY-metrics-token",
  HTTPS_PROXY: "http://user:CANARY%2Fproxy@proxy.example:3128",
  DATABASE_URL: "postgres://user:CANARY%2Furl@127.0.0.1/clusterdeck?password=CANARY-query",
  DATABASE_LISTEN_URL: "postgres://user:CANARY%2Flisten@127.0.0.1/clusterdeck",
};

it("keeps every secret of the configuration out of the log", () => {
  const result = readConfiguration(environment, providers, () => YAML);
  if (!result.ok) throw new Error(result.mistakes.map(({ message }) => message).join("\n"));
  for (const secret of secretsOf(result.configuration)) registerSecret(secret);
  const texts: string[] = ["CANARY-key", "CANARY admin", "CANARY-client", "CANARY/url", "CANARY/proxy"];
  texts.push(
    environment.DATABASE_URL,
    environment.DATABASE_LISTEN_URL,
    environment.HTTPS_PROXY,
    Buffer.from("user:CANARY/proxy").toString("base64"),
  );
  // As they are sent, and as errors may spell them.
  texts.push("https://hc.example.com/CANARY-beat", "https://hooks.example.com/services/CANARY-hook");
  texts.push("POST /services/CANARY-hook", "whsec_CANARYabcdefghijklmnopqrstuvwxyzABCDEF", "CANARY-topic", "tk_CANARY");
  texts.push("/bot123456:CANARY-abcdefghijklmnopqrstuvwxyz/sendMessage", "CANARY mail");
  expect(replaceSecrets(`${KEY} ${Buffer.from(KEY, "base64").toString("hex")}`)).toBe("[secret] [secret]");
  for (const text of texts) expect(replaceSecrets(`before ${text} after`)).not.toContain("CANARY");
});

it("finds none if nothing is set", () => {
  const storage = { dataDir: "data" };
  const auth = { asksForSignIn: true, firstAdmin: null, singleSignOn: null };
  const nothing = {
    accounts: [],
    alerts: NO_CONFIGURED_ALERTS,
    auth,
    metricsToken: null,
    proxies: NO_PROXIES,
    secretKey: storage,
  };
  expect(secretsOf({ ...nothing, storage })).toEqual([]);
  expect(secretsOf({ ...nothing, storage: { databaseUrl: "postgres://user@host/clusterdeck" } })).toEqual([]);
});
