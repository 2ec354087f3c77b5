import { describe, expect, it } from "vitest";
import { providers } from "../providers/registry";
import { readConfiguration } from "./read-configuration";

const noFile = () => {
  throw new Error("There is no such file.");
};

function warningsOf(environment: Record<string, string>): string[] {
  const result = readConfiguration(environment, providers, noFile);
  if (!result.ok) throw new Error(JSON.stringify(result.mistakes));
  expect(JSON.stringify(result.warnings)).not.toContain("CANARY");
  return result.warnings.map(({ where, message }) => `${where} ${message}`);
}

describe("an unknown variable", () => {
  it.each([
    ["CLUSTERDECK_POLL_INTERVAL", "CLUSTERDECK_POLL_INTERVAL_MS"],
    ["CLUSTERDECK_URL", "CLUSTERDECK_PUBLIC_URL"],
    ["CLUSTERDECK_PORT", "PORT"],
    ["CLUSTERDECK_DATABASE_URL", "DATABASE_URL"],
    ["CLUSTERDECK_ADMIN_PASSWORD_FILENAME", "CLUSTERDECK_ADMIN_PASSWORD_FILE"],
    ["CLUSTERDECK_HTTPS_PROXY", "HTTPS_PROXY"],
    ["CLUSTERDECK_SHADEFORM_API_KEY", "SHADEFORM_API_KEY"],
    ["clusterdeck_demo", "CLUSTERDECK_DEMO"],
  ])("of ours is named with the nearest that is known, and without its value: %s", (variable, known) => {
    const sentence = `${variable} is not known and has no effect; the nearest known one is ${known}`;
    expect(warningsOf({ [variable]: "CANARY" })).toEqual([sentence]);
  });

  it.each(providers)(
    "with the prefix of $label is named too, and does not keep the server from starting",
    (provider) => {
      const apiKey = provider.key.variable;
      const baseUrl = provider.fields[provider.addressSetting]?.variable ?? "";
      const sentence = (variable: string, known: string) =>
        `${variable} is not known and has no effect; the nearest known one is ${known}`;
      const short = apiKey.slice(0, -1);
      const file = `${baseUrl}_FILE`;
      expect(warningsOf({ [short]: "CANARY", [file]: "CANARY" })).toEqual([
        sentence(short, apiKey),
        sentence(file, baseUrl),
      ]);
    },
  );

  it("is named beside a mistake too, which it may explain", () => {
    const environment = { CLUSTERDECK_ADMIN_EMAIL: "you@example.org", CLUSTERDECK_ADMIN_PASSWD: "CANARY" };
    expect(readConfiguration(environment, providers, noFile)).toMatchObject({
      ok: false,
      mistakes: [{ where: "CLUSTERDECK_ADMIN_PASSWORD" }],
      warnings: [{ where: "CLUSTERDECK_ADMIN_PASSWD" }],
    });
  });

  it("is not what nothing of ours is named like, nor one that is empty", () => {
    expect(warningsOf({ PATH: "/bin", NODE_ENV: "production", PRIMED: "1", CLUSTERDECK_X: "", HOSTNAME: "x" })).toEqual(
      [],
    );
  });
});
