import { describe, expect, it } from "vitest";
import { acme } from "@/lib/testing/made-up-provider/acme-provider";
import { NOTHING_STORED, type StoredSoFar } from "./configuration";
import { readConfiguration } from "./read-configuration";

const acmeEnvironment = { ACME_API_KEY: "key", ACME_ACCOUNT: "team" };

function noFile(): never {
  throw new Error("ENOENT");
}

describe("demo mode", () => {
  it("starts without keys, ends with the first key, and can be forced or forbidden", () => {
    const demo = (environment: Record<string, string>) => {
      const result = readConfiguration(environment, [acme], noFile);
      return result.ok && [result.configuration.demo, result.configuration.accounts.length];
    };
    expect(demo({})).toEqual([true, 0]);
    expect(demo(acmeEnvironment)).toEqual([false, 1]);
    expect(demo({ ...acmeEnvironment, CLUSTERDECK_DEMO: "on" })).toEqual([true, 0]);
    expect(demo({ CLUSTERDECK_DEMO: "off" })).toEqual([false, 0]);
  });

  it("does not come back by itself while anything of somebody's own is stored, or while that is not known", () => {
    const isDemo = (stored: StoredSoFar | null, environment = {}) => {
      const result = readConfiguration(environment, [acme], noFile, stored);
      return result.ok && result.configuration.demo;
    };
    expect(isDemo(NOTHING_STORED)).toBe(true);
    expect(isDemo({ accountIds: ["retired-long-ago"], hasPeople: false })).toBe(false);
    expect(isDemo({ accountIds: [], hasPeople: true })).toBe(false);
    expect(isDemo(null)).toBe(false);
    expect(isDemo({ accountIds: ["a"], hasPeople: true }, { CLUSTERDECK_DEMO: "on" })).toBe(true);
    expect(isDemo(NOTHING_STORED, { CLUSTERDECK_DEMO: "off" })).toBe(false);
  });

  it("gives way to the own fleet with its own data and its sign-in, unless it is to stay", () => {
    const result = readConfiguration({ HOST: "127.0.0.1" }, [acme], noFile);
    expect(result).toMatchObject({
      configuration: { demo: true, storage: { dataDir: "data/demo" }, auth: { asksForSignIn: false } },
      own: { demo: false, storage: { dataDir: "data" }, auth: { asksForSignIn: true } },
    });
    for (const CLUSTERDECK_DEMO of ["on", "off"])
      expect(readConfiguration({ CLUSTERDECK_DEMO }, [acme], noFile)).toMatchObject({ own: null });
  });
});
