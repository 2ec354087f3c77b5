import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { describe, expect, it } from "vitest";
import { undocumentedVariables } from "@/lib/testing/documented-variables";
import { CHANNEL_KINDS } from "../alerts/channels/channel-kinds";
import { settingNames } from "../alerts/channels/channel-settings";
import { providers } from "../providers/registry";
import { readConfiguration } from "./read-configuration";

describe("the documented configuration", () => {
  it("has an example file that is accepted as it stands", () => {
    const text = readFileSync("docs/clusterdeck.example.yaml", "utf8");
    const files: Record<string, string> = {
      "clusterdeck.yaml": text,
      "/run/secrets/slack-url": "https://hooks.slack.example/services/1",
    };
    const readFile = (path: string) => files[path] ?? "a-key";
    expect(readConfiguration({}, providers, readFile)).toMatchObject({
      ok: true,
      configuration: {
        accounts: [{ id: "shadeform-research" }, { id: "shadeform-production" }, { id: "fireworks" }],
      },
    });
  });

  it("has an .env.example that starts the demo as it stands", () => {
    const environment = parseEnv(readFileSync(".env.example", "utf8"));
    const noFile = () => {
      throw new Error("There is no such file.");
    };
    expect(readConfiguration(environment, providers, noFile)).toMatchObject({
      ok: true,
      configuration: { demo: true },
    });
  });

  it("has an .env.example that names each variable once", () => {
    const names = [...readFileSync(".env.example", "utf8").matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(([, name]) => name);
    expect(names.toSorted()).toEqual([...new Set(names)].toSorted());
  });

  it("has an example of the alerts section that is accepted as it stands", () => {
    const page = readFileSync("docs/configuration.md", "utf8");
    const [example = ""] = /^ {4}alerts:\n(?: {6}.*\n)+/m.exec(page) ?? [];
    const accounts = "accounts: [{ id: shadeform-research, provider: shadeform, apiKey: a-key }]";
    const readFile = (path: string) =>
      path === "clusterdeck.yaml"
        ? `${accounts}\n${example.replaceAll(/^ {4}/gm, "")}`
        : "https://hooks.slack.example/services/1";
    expect(readConfiguration({}, providers, readFile)).toMatchObject({
      ok: true,
      configuration: { alerts: { channels: [{ id: "ops" }], silences: [{ match: { rule: "idle" } }] } },
    });
  });

  it("names every type of channel and each of its settings in docs/configuration.md", () => {
    const page = readFileSync("docs/configuration.md", "utf8");
    const rows = page.split("\n").filter((line) => line.startsWith("| `"));
    for (const kind of CHANNEL_KINDS) {
      const row = rows.find((line) => line.split("|")[1]?.includes(`\`${kind.id}\``)) ?? "";
      for (const setting of settingNames(kind)) expect(row, kind.id).toContain(`\`${setting}\``);
    }
  });

  it.each([".env.example", "docs/configuration.md"])("explains every provider's variables in %s", (file) => {
    expect(undocumentedVariables(providers, readFileSync(file, "utf8"))).toEqual([]);
  });

  it.each([
    "CLUSTERDECK_AUTH",
    "CLUSTERDECK_PUBLIC_URL",
    "CLUSTERDECK_TRUSTED_PROXIES",
    "CLUSTERDECK_ADMIN_EMAIL",
    "CLUSTERDECK_ADMIN_PASSWORD",
    "DATABASE_URL",
    "DATABASE_URL_FILE",
    "DATABASE_LISTEN_URL",
    "DATABASE_LISTEN_URL_FILE",
    "CLUSTERDECK_DATA_DIR",
    "CLUSTERDECK_REACHABILITY",
    "CLUSTERDECK_REACHABILITY_PRIVATE",
    "CLUSTERDECK_REACHABILITY_RANGES",
    "CLUSTERDECK_REACHABILITY_INTERVAL_MS",
    "CLUSTERDECK_WEBHOOK_RANGES",
    "CLUSTERDECK_PROVIDER_RANGES",
    "CLUSTERDECK_METRICS_TOKEN",
    "CLUSTERDECK_METRICS_TOKEN_FILE",
    "CLUSTERDECK_SECRET_KEY",
    "CLUSTERDECK_SECRET_KEY_FILE",
    "CLUSTERDECK_NEW_SECRET_KEY",
    "CLUSTERDECK_NEW_SECRET_KEY_FILE",
    "HTTPS_PROXY",
    "HTTP_PROXY",
    "NO_PROXY",
    "NODE_USE_ENV_PROXY",
  ])("explains %s in .env.example and docs/configuration.md", (variable) => {
    expect(readFileSync(".env.example", "utf8")).toMatch(new RegExp(`^(# )?${variable}=`, "m"));
    expect(readFileSync("docs/configuration.md", "utf8")).toContain(`\`${variable}\``);
  });
});
