import { describe, expect, it } from "vitest";
import { providers } from "../../providers/registry";
import { readConfiguration } from "../read-configuration";

const ENVIRONMENT = { SHADEFORM_API_KEY: "a-key-of-shadeform" };
const HOOK = "https://hooks.example.com/services/SECRET-of-hook";

function read(alerts: string, files: Record<string, string> = {}, environment: Record<string, string> = ENVIRONMENT) {
  return readConfiguration(environment, providers, (path) => {
    const text = path === "clusterdeck.yaml" ? `alerts:\n${alerts}` : files[path];
    if (text === undefined) throw Object.assign(new Error("none"), { code: "ENOENT" });
    return text;
  });
}

function alertsOf(alerts: string, files?: Record<string, string>) {
  const result = read(alerts, files);
  if (!result.ok) throw new Error(result.mistakes.map(({ where, message }) => `${where}: ${message}`).join("\n"));
  return result.configuration.alerts;
}

function mistakesOf(alerts: string, files?: Record<string, string>): string[] {
  const result = read(alerts, files);
  return result.ok ? [] : result.mistakes.map(({ where, message }) => `${where}: ${message}`);
}

describe("alerts in clusterdeck.yaml", () => {
  it("set rules, times, channels with their routing, and silences", () => {
    const alerts = alertsOf(`
  heartbeatUrl: https://hc.example.com/ping/1
  groupWaitMs: 0
  digestOver: 3
  rules:
    cluster-down: { forMs: 60000, threshold: 1 }
    cluster-appeared: { enabled: true, severity: warning }
  channels:
    - { id: ops, type: slack, url: ${HOOK}, minSeverity: warning, rules: [cluster-down], accounts: [shadeform], show: { names: false } }
    - { id: mail, type: email, label: Mail, host: smtp.example.org, from: a@example.org, to: [b@example.org] }
  silences:
    - { match: { accountId: shadeform }, weekly: { days: [sat, sun], start: "22:00", end: "06:00", timeZone: europe/berlin }, why: Weekend }
    - { match: {}, until: 2027-01-01T00:00:00Z, why: Move }
`);
    expect(alerts).toMatchObject({
      heartbeatUrl: "https://hc.example.com/ping/1",
      timing: {
        groupWaitMs: 0,
        groupIntervalMs: 300_000,
        reminderMs: 14_400_000,
        criticalReminderMs: 3_600_000,
        digestOver: 3,
      },
      channels: [
        {
          ...{ id: "ops", label: "ops", kind: { id: "slack" }, minSeverity: "warning", rules: ["cluster-down"] },
          ...{ accounts: ["shadeform"], show: { names: false, costs: true }, settings: { url: HOOK } },
        },
        {
          label: "Mail",
          minSeverity: "info",
          rules: null,
          accounts: null,
          settings: { port: 587, to: ["b@example.org"] },
        },
      ],
      silences: [
        { match: { accountId: "shadeform" }, until: null, weekly: { timeZone: "Europe/Berlin" }, why: "Weekend" },
        { match: {}, until: Date.UTC(2027, 0, 1), weekly: null },
      ],
    });
    expect([...alerts.rules]).toEqual([
      ["cluster-down", { forMs: 60_000, threshold: 1 }],
      ["cluster-appeared", { enabled: true, severity: "warning" }],
    ]);
  });

  it("take every secret of a channel from a file as well", () => {
    const files = { "/run/url": `${HOOK}\n`, "/run/token": "tk_1234567", "/run/topic": "fleet" };
    const { channels, heartbeatUrl } = alertsOf(
      `
  heartbeatUrlFile: /run/url
  channels:
    - { id: ops, type: slack, urlFile: /run/url }
    - { id: phone, type: ntfy, topicFile: /run/topic, tokenFile: /run/token }
`,
      files,
    );
    expect(heartbeatUrl).toBe(HOOK);
    expect(channels.map(({ settings }) => settings)).toEqual([
      { url: HOOK },
      { url: "https://ntfy.sh", topic: "fleet", token: "tk_1234567" },
    ]);
  });

  it.each([
    [
      "  rules: { cluster-dwn: {} }",
      "clusterdeck.yaml:2: cluster-dwn is not a known setting here; the nearest is cluster-down",
    ],
    ["  rules: { cluster-gone: { threshold: 3 } }", /^clusterdeck.yaml:2: threshold is not a known setting here/],
    ["  rules: { budget: { forMs: -1 } }", "clusterdeck.yaml:2: alerts.rules.budget.forMs must be at least 0"],
    [
      "  rules: { budget: { severity: critcal } }",
      'clusterdeck.yaml:2: alerts.rules.budget.severity must be a severity, and "critcal" is none; the nearest is critical',
    ],
    ["  remindersMs: 1", "clusterdeck.yaml:2: remindersMs is not a known setting here; the nearest is reminderMs"],
    [
      "  channels:\n    - id: a\n      type: slck\n      url: x",
      /^clusterdeck.yaml:4: type must be one of webhook, slack, .*and "slck" is none; the nearest is slack$/,
    ],
    [
      `  channels:\n    - id: a\n      type: slack\n      url: ${HOOK}\n      minSevrity: info`,
      "clusterdeck.yaml:6: minSevrity is not a setting of a Slack channel; the nearest is minSeverity",
    ],
    [
      `  channels:\n    - id: a\n      type: slack\n      url: ${HOOK}\n      accounts: [shadefrom]`,
      'clusterdeck.yaml:6: "shadefrom" is not the id of an account; the nearest account is shadeform',
    ],
    [
      "  silences:\n    - { match: { accountId: other }, until: 2027-01-01T00:00:00Z, why: Move }",
      'clusterdeck.yaml:3: "other" is not the id of an account; the nearest account is shadeform',
    ],
    [
      `  channels:\n    - { id: a, type: slack, url: ${HOOK}, rules: [node-unreachble] }`,
      'clusterdeck.yaml:3: alerts.channels.0.rules.0 must be a rule, and "node-unreachble" is none; the nearest is node-unreachable',
    ],
    ["  channels:\n    - { id: a, type: slack }", "clusterdeck.yaml:3: url is missing"],
    [
      "  channels:\n    - { id: a, type: slack, urlFile: /none }",
      "clusterdeck.yaml:3: urlFile names a file that cannot be read: /none (it does not exist)",
    ],
    [
      `  channels:\n    - { id: a, type: slack, url: ${HOOK}, urlFile: /none }`,
      "clusterdeck.yaml:3: urlFile is set as well as url; keep one of them",
    ],
    [
      `  channels:\n    - { id: a, type: slack, url: ${HOOK} }\n    - { id: a, type: slack, url: ${HOOK} }`,
      "clusterdeck.yaml:4: id a is used by two channels; give each its own",
    ],
    [
      "  channels:\n    - { id: t, type: telegram, token: 123456:SECRET-abcdefghijklmnopqrstuvwxyz, chatId: 42 }",
      "clusterdeck.yaml:3: chatId must be text: put it in quotes",
    ],
    [
      "  silences:\n    - { match: {}, why: Move }",
      "clusterdeck.yaml:3: alerts.silences.0 needs until, or weekly, or both",
    ],
    [
      '  silences:\n    - { match: {}, weekly: { days: [sat], start: "22:00", end: "06:00", timeZone: Berlin }, why: Move }',
      "clusterdeck.yaml:3: alerts.silences.0.weekly.timeZone must be the name of a time zone, such as Europe/Berlin",
    ],
    [
      '  silences:\n    - { match: {}, weekly: { days: [saturday], start: "22:00", end: "06:00", timeZone: UTC }, why: Move }',
      'clusterdeck.yaml:3: alerts.silences.0.weekly.days.0 must be a weekday, and "saturday" is none; the nearest is sat',
    ],
  ])("are refused with the line, the word and what to do: %s", (alerts, mistake) => {
    expect(mistakesOf(alerts)).toEqual([typeof mistake === "string" ? mistake : expect.stringMatching(mistake)]);
  });

  it("are refused without repeating what may be a secret", () => {
    const wrong = "  channels:\n    - { id: a, type: slack, url: SECRET-without-scheme }";
    expect(mistakesOf(wrong).join()).toMatch(/:3: url must be an address/);
    expect(mistakesOf(wrong).join()).not.toContain("SECRET");
  });

  it("may name accounts of the demo, which only the demo knows", () => {
    const channel = `  channels:\n    - { id: a, type: slack, url: ${HOOK}, accounts: [anything] }`;
    expect(read(channel, {}, {})).toMatchObject({ ok: true, configuration: { demo: true } });
  });
});

describe("CLUSTERDECK_SECRET_KEY", () => {
  const key = Buffer.alloc(32, 5);
  const environment = (more: Record<string, string>) => read("  {}", { "/run/key": key.toString("hex") }, more);

  it("is the key, as it stands or in a file; else the data folder has one", () => {
    const expected = { configuration: { secretKey: { key } } };
    expect(environment({ CLUSTERDECK_SECRET_KEY: key.toString("base64") })).toMatchObject(expected);
    expect(environment({ CLUSTERDECK_SECRET_KEY_FILE: "/run/key" })).toMatchObject(expected);
    const databaseUrl = "postgres://user@host/clusterdeck";
    expect(environment({ ...ENVIRONMENT, DATABASE_URL: databaseUrl, CLUSTERDECK_DATA_DIR: "here" })).toMatchObject({
      configuration: { secretKey: { dataDir: "here" } },
    });
  });

  it.each([
    [{ CLUSTERDECK_SECRET_KEY: "password" }, "CLUSTERDECK_SECRET_KEY"],
    [{ CLUSTERDECK_SECRET_KEY_FILE: "/none" }, "CLUSTERDECK_SECRET_KEY_FILE"],
    [
      { CLUSTERDECK_SECRET_KEY: key.toString("hex"), CLUSTERDECK_SECRET_KEY_FILE: "/run/key" },
      "CLUSTERDECK_SECRET_KEY_FILE",
    ],
  ])("that is none is refused without being repeated", (variables, where) => {
    const result = environment(variables);
    expect(result).toMatchObject({ ok: false, mistakes: [{ where }] });
    const mistakes = result.ok ? [] : result.mistakes.map(({ message }) => message);
    for (const text of ["password", key.toString("hex")]) expect(mistakes.join()).not.toContain(text);
  });
});

it("reads the ranges that messages may be sent to", () => {
  const variables = { CLUSTERDECK_WEBHOOK_RANGES: "10.0.0.0/8,127.0.0.1" };
  expect(read("  {}", {}, variables)).toMatchObject({ configuration: { webhookRanges: ["10.0.0.0/8", "127.0.0.1"] } });
  expect(read("  {}", {}, { CLUSTERDECK_WEBHOOK_RANGES: "ten" })).toMatchObject({ ok: false });
});
