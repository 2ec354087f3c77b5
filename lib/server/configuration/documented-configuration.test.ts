import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { describe, expect, it } from "vitest";
import { undocumentedVariables } from "@/lib/testing/documented-variables";
import { providers } from "../providers/registry";
import { readConfiguration } from "./read-configuration";

describe("the documented configuration", () => {
  it("has an example file that is accepted as it stands", () => {
    const text = readFileSync("docs/clusterdeck.example.yaml", "utf8");
    const readFile = (path: string) => (path === "clusterdeck.yaml" ? text : "a-key");
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
    "CLUSTERDECK_DATA_DIR",
    "CLUSTERDECK_REACHABILITY",
    "CLUSTERDECK_REACHABILITY_PRIVATE",
    "CLUSTERDECK_REACHABILITY_RANGES",
    "CLUSTERDECK_REACHABILITY_INTERVAL_MS",
    "HTTPS_PROXY",
    "HTTP_PROXY",
    "NO_PROXY",
    "NODE_USE_ENV_PROXY",
  ])("explains %s in .env.example and docs/configuration.md", (variable) => {
    expect(readFileSync(".env.example", "utf8")).toMatch(new RegExp(`^(# )?${variable}=`, "m"));
    expect(readFileSync("docs/configuration.md", "utf8")).toContain(`\`${variable}\``);
  });
});
