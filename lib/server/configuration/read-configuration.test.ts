import { describe, expect, it } from "vitest";
import { acme } from "@/lib/testing/made-up-provider/acme-provider";
import { ownStorage, readConfiguration } from "./read-configuration";

function read(environment: Record<string, string>, files: Record<string, string> = {}) {
  return readConfiguration(environment, [acme], (path) => {
    const text = files[path];
    if (text === undefined) throw new Error("ENOENT");
    return text;
  });
}

function noFile(): never {
  throw new Error("ENOENT");
}

function mistakesOf(result: ReturnType<typeof read>): string[] {
  return result.ok ? [] : result.mistakes.map(({ where, message }) => `${where}: ${message}`);
}

function accountsOf(result: ReturnType<typeof read>) {
  if (!result.ok) throw new Error(mistakesOf(result).join("\n"));
  return result.configuration.accounts.map(({ connect: _, provider, ...account }) => ({
    ...account,
    provider: provider.id,
  }));
}

const acmeEnvironment = { ACME_API_KEY: "key-CANARY-1", ACME_ACCOUNT: "team" };

describe("the environment", () => {
  it("gives one account per provider with a key, with defaults", () => {
    expect(accountsOf(read(acmeEnvironment))).toEqual([
      {
        id: "acme",
        label: "Acme",
        provider: "acme",
        baseUrl: "https://api.acme.example",
        apiKey: "key-CANARY-1",
        ...{ source: { kind: "environment" }, paused: null, retired: null },
        settings: { apiKey: "key-CANARY-1", account: "team" },
        secrets: ["key-CANARY-1"],
        ca: null,
        pollIntervalMs: 15_000,
        requestsPerMinute: 60,
        reachability: false,
      },
    ]);
  });

  it("checks nodes only if that is switched on, and private or reserved addresses only if that is allowed too", () => {
    const tried = (environment: Record<string, string>) => {
      const result = read({ ...acmeEnvironment, ...environment });
      return [accountsOf(result)[0]?.reachability, result.ok && result.configuration.reachability];
    };
    const quiet = { intervalMs: 60_000, allowsPrivate: false, allowedRanges: [] };
    expect(tried({})).toEqual([false, quiet]);
    expect(tried({ CLUSTERDECK_REACHABILITY: "off" })).toEqual([false, quiet]);
    expect(tried({ CLUSTERDECK_REACHABILITY: "on" })).toEqual([true, quiet]);
    const all = {
      CLUSTERDECK_REACHABILITY: "on",
      CLUSTERDECK_REACHABILITY_PRIVATE: "on",
      CLUSTERDECK_REACHABILITY_RANGES: "127.0.0.0/8, ::1",
      CLUSTERDECK_REACHABILITY_INTERVAL_MS: "90000",
    };
    expect(tried(all)).toEqual([
      true,
      { intervalMs: 90_000, allowsPrivate: true, allowedRanges: ["127.0.0.0/8", "::1"] },
    ]);
  });

  it("takes a key from a file, without its line break", () => {
    const result = read({ ACME_API_KEY_FILE: "/run/key", ACME_ACCOUNT: "team" }, { "/run/key": "from-file\n" });
    expect(accountsOf(result)[0]?.apiKey).toBe("from-file");
  });

  it("treats an empty variable as not set", () => {
    expect(read({ ACME_API_KEY: "", ACME_ACCOUNT: "" })).toMatchObject({
      ok: true,
      configuration: { accounts: [], demo: true },
    });
  });

  it.each([
    ["a missing setting", { ACME_API_KEY: "k" }, ["ACME_ACCOUNT: is missing: the account's slug"]],
    ["a missing key", { ACME_ACCOUNT: "team" }, ["ACME_API_KEY: is missing"]],
    ["clear text", { ...acmeEnvironment, ACME_BASE_URL: "http://acme.example" }, [expect.stringContaining("https://")]],
    [
      "two keys",
      { ...acmeEnvironment, ACME_API_KEY_FILE: "/run/key" },
      [expect.stringContaining("keep one"), expect.anything()],
    ],
    ["an interval", { CLUSTERDECK_POLL_INTERVAL_MS: "15s" }, [expect.stringContaining("whole number of milliseconds")]],
    ["a short interval", { CLUSTERDECK_POLL_INTERVAL_MS: "999" }, [expect.stringContaining("at least 1000")]],
    ["a budget", { CLUSTERDECK_REQUESTS_PER_MINUTE: "0" }, [expect.stringContaining("at least 1")]],
    ["a demo switch", { CLUSTERDECK_DEMO: "yes" }, ["CLUSTERDECK_DEMO: must be auto, on or off"]],
    ["a switch", { CLUSTERDECK_REACHABILITY: "yes" }, ["CLUSTERDECK_REACHABILITY: must be on or off"]],
    ["a range", { CLUSTERDECK_REACHABILITY_RANGES: "localhost" }, [expect.stringContaining("such as 10.0.0.0/8")]],
    ["a proxy", { CLUSTERDECK_TRUSTED_PROXIES: "10.0.0.0/8,*" }, [expect.stringContaining("such as 10.0.0.0/8")]],
    ["a public URL", { CLUSTERDECK_PUBLIC_URL: "clusters" }, [expect.stringContaining("what people type")]],
    [
      "a file",
      { CLUSTERDECK_CONFIG: "/etc/none.yaml" },
      ["CLUSTERDECK_CONFIG: names a file that cannot be read: /etc/none.yaml"],
    ],
  ])("names the variable that is wrong: %s", (_, environment, mistakes) => {
    expect(mistakesOf(read(environment))).toEqual(mistakes);
  });

  it("reads variables without the quotes, spaces and line breaks around them", () => {
    const result = read({
      ACME_API_KEY: ' "key-CANARY-1"\r\n',
      ACME_ACCOUNT: "'team'",
      ACME_BASE_URL: '""',
      CLUSTERDECK_DEMO: " Off ",
      CLUSTERDECK_TRUSTED_PROXIES: "10.0.0.1, ",
    });
    expect(accountsOf(result)).toMatchObject([{ apiKey: "key-CANARY-1", baseUrl: "https://api.acme.example" }]);
    expect(result.ok && result.configuration.trustedProxies).toEqual(["10.0.0.1"]);
    const quoted = read({ ACME_API_KEY_FILE: "/run/key", ACME_ACCOUNT: "team" }, { "/run/key": '"key-CANARY-1"\n' });
    expect(accountsOf(quoted)).toMatchObject([{ apiKey: "key-CANARY-1" }]);
  });

  it.each([
    ["ENOENT", "names a file that cannot be read: /run/key (it does not exist)"],
    ["EISDIR", "names a file that cannot be read: /run/key (it is a folder)"],
    ["EACCES", "names a file that cannot be read: /run/key (the server has no permission to)"],
    ["EIO", "names a file that cannot be read: /run/key (EIO)"],
    [null, "names a file that is empty: /run/key"],
  ])("says why a key file gives no key: %s", (code, words) => {
    const result = readConfiguration({ ACME_API_KEY_FILE: "/run/key", ACME_ACCOUNT: "team" }, [acme], (path) => {
      if (path === "/run/key" && code === null) return " \n";
      throw Object.assign(new Error("CANARY"), { code: path === "/run/key" ? code : "ENOENT" });
    });
    expect(mistakesOf(result)).toEqual([`ACME_API_KEY_FILE: ${words}`]);
  });

  it.each([["?key=CANARY"], ["#CANARY"], ["?"]])("refuses a base URL that ends in %s", (end) => {
    const result = read({ ...acmeEnvironment, ACME_BASE_URL: `https://api.acme.example/v1${end}` });
    expect(mistakesOf(result)).toEqual(["ACME_BASE_URL: must not hold a login, a query or a #"]);
  });

  it.each([
    ["mysql://user@host/clusterdeck", "must be a PostgreSQL server's"],
    ["postgres://user:CANARY#1@host/clusterdeck", "write # as %23"],
    ["postgres://user@host/clusterdeck#CANARY", "must not contain a #"],
  ])("refuses DATABASE_URL=%s without repeating its password", (url, words) => {
    const mistakes = mistakesOf(read({ DATABASE_URL: url })).join("\n");
    expect(mistakes).toContain(words);
    expect(mistakes).not.toContain("CANARY");
  });

  it("takes the address of the database from a file, as the server finds its own data before it starts", () => {
    const files = { "/run/database-url": "postgres://user:password@host/clusterdeck\n" };
    const environment = { DATABASE_URL_FILE: "/run/database-url" };
    const storage = { databaseUrl: "postgres://user:password@host/clusterdeck" };
    expect(read({ ...environment, CLUSTERDECK_DEMO: "off" }, files)).toMatchObject({ configuration: { storage } });
    expect(ownStorage(environment, () => files["/run/database-url"])).toEqual(storage);
  });

  it("does not go on with SQLite where the file of the database's address cannot be read", () => {
    const environment = { DATABASE_URL_FILE: "/run/database-url" };
    expect(mistakesOf(read(environment))).toEqual([
      "DATABASE_URL_FILE: names a file that cannot be read: /run/database-url",
    ]);
    expect(ownStorage(environment, noFile)).toBeNull();
    expect(mistakesOf(read({ ...environment, DATABASE_URL: "postgres://user@host/clusterdeck" }))).toEqual([
      "DATABASE_URL_FILE: is set as well as DATABASE_URL; keep one of them",
    ]);
  });

  it("names everything that is wrong at once, and never a key", () => {
    const result = read({
      ACME_API_KEY: "CANARY with spaces",
      CLUSTERDECK_DEMO: "yes",
      CLUSTERDECK_POLL_INTERVAL_MS: "1",
    });
    expect(mistakesOf(result)).toHaveLength(4);
    expect(JSON.stringify(result)).not.toContain("CANARY");
  });
});

describe("clusterdeck.yaml", () => {
  const readFile = (text: string) => read({}, { "clusterdeck.yaml": text });

  it("gives several accounts of one provider, each with its own interval, and rates", () => {
    const result = readFile(`
accounts:
  - { id: acme-a, provider: acme, label: Research, apiKey: one, account: a, pollIntervalMs: 5000, reachability: true }
  - { id: acme-b, provider: acme, apiKey: two, account: b, requestsPerMinute: 10 }
rates:
  - { match: { provider: acme, gpuModel: H100 }, usdPerGpuHour: 2.49 }
`);
    expect(accountsOf(result)).toMatchObject([
      { id: "acme-a", label: "Research", pollIntervalMs: 5_000, requestsPerMinute: 60, reachability: true },
      { id: "acme-b", label: "acme-b", pollIntervalMs: 15_000, requestsPerMinute: 10, reachability: false },
    ]);
    expect(result.ok && result.configuration.rates[0]?.price).toEqual({ per: "gpu", usdMicrosPerHour: 2_490_000 });
  });

  it.each([
    [
      "an unknown provider",
      "accounts:\n  - id: a\n    provider: acmee\n",
      "clusterdeck.yaml:3: provider must be one of acme",
    ],
    [
      "an unknown setting",
      "accounts:\n  - provider: acme\n    apikey: x\n",
      "clusterdeck.yaml:3: apikey is not a setting of Acme",
    ],
    ["a missing key", "accounts:\n  - provider: acme\n    account: a\n", "clusterdeck.yaml:2: apiKey is missing"],
    [
      "a bad id",
      "accounts:\n  - provider: acme\n    id: Not Good\n",
      "clusterdeck.yaml:3: accounts.0.id must be 1 to 40",
    ],
    [
      "a rate without a price",
      "rates:\n  - match: { provider: acme }\n",
      "clusterdeck.yaml:2: rates.0 needs exactly one",
    ],
    [
      "a negative price",
      "rates:\n  - match: { provider: acme }\n    usdPerHour: -3\n",
      "clusterdeck.yaml:3: rates.0.usdPerHour must be a price",
    ],
    [
      "a proxy without an address",
      "trustedProxies:\n  - proxy.local\n",
      "clusterdeck.yaml:2: trustedProxies.0 must be an address",
    ],
    ["an unknown section", "account: []\n", "clusterdeck.yaml:1: account is not a known setting"],
    [
      "a setting of ours that is misspelt",
      "budget:\n  - usdPerMonth: 1\n",
      "clusterdeck.yaml:1: budget is not a known setting here; the nearest is budgets",
    ],
    [
      "a setting of an account that is misspelt",
      "accounts:\n  - provider: acme\n    pollInterval: 15\n",
      "clusterdeck.yaml:3: pollInterval is not a setting of Acme; the settings are id, provider, label, pollIntervalMs, " +
        "requestsPerMinute, reachability, apiKey, account, baseUrl, apiKeyFile; the nearest is pollIntervalMs",
    ],
    [
      "a setting further down",
      "rates:\n  - match: { provider: acme, gpu: H100 }\n    usdPerHour: 1\n",
      "clusterdeck.yaml:2: gpu is not a known setting here; the nearest is gpuModel",
    ],
    [
      "a setting of what is checked further",
      "rates:\n  - match: { provider: acme }\n    usdPerHours: 1\n",
      "clusterdeck.yaml:3: usdPerHours is not a known setting here; the nearest is usdPerHour",
    ],
    ["broken YAML", "accounts:\n  - {\n", "is not valid YAML"],
  ])("names the line that is wrong: %s", (_, text, mistake) => {
    expect(mistakesOf(readFile(text)).join("\n")).toContain(mistake);
  });

  it("is never passed over because it cannot be read", () => {
    const result = readConfiguration({}, [acme], () => {
      throw Object.assign(new Error("EISDIR"), { code: "EISDIR" });
    });
    expect(mistakesOf(result)).toEqual(["clusterdeck.yaml: cannot be read (it is a folder)"]);
  });

  it("adds its trusted proxies to those of the environment", () => {
    const files = { "clusterdeck.yaml": "trustedProxies: [192.0.2.7, 'fd00::/8']\n" };
    const result = read({ CLUSTERDECK_TRUSTED_PROXIES: "10.0.0.0/8, 127.0.0.1" }, files);
    expect(result.ok && result.configuration.trustedProxies).toEqual([
      "10.0.0.0/8",
      "127.0.0.1",
      "192.0.2.7",
      "fd00::/8",
    ]);
  });

  it("refuses two accounts with one id, even across file and environment", () => {
    const result = read(acmeEnvironment, {
      "clusterdeck.yaml": "accounts:\n  - { provider: acme, apiKey: k, account: a }\n",
    });
    expect(mistakesOf(result)).toEqual([expect.stringContaining("account acme: is configured more than once")]);
    const stored = { accountIds: ["acme"], hasPeople: true };
    expect(mistakesOf(readConfiguration(acmeEnvironment, [acme], noFile, stored))).toEqual([
      expect.stringMatching(/^account acme: is configured by the environment, and was added in the browser as well/),
    ]);
  });
});
