import { describe, expect, it } from "vitest";
import { TEST_CERTIFICATE, TEST_CERTIFICATE_KEY } from "@/lib/testing/proxy/tls-certificate";
import { kubernetes } from "./index";

const SERVER = "https://10.0.0.1:6443";
const TOKEN = "CANARY-token";
const base64 = (text: string) => Buffer.from(text).toString("base64");

function kubeconfig(cluster: object = {}, user: object = { token: TOKEN }): string {
  return JSON.stringify({
    contexts: [{ name: "a", context: { cluster: "c", user: "u" } }],
    clusters: [{ name: "c", cluster: { server: SERVER, ...cluster } }],
    users: [{ name: "u", user }],
  });
}

function issuesOf(settings: Record<string, unknown>): string[] {
  const parsed = kubernetes.parse(settings);
  if (parsed.ok) return [];
  const issues = parsed.issues.map(({ setting, message }) => `${setting} ${message}`);
  expect(issues.join()).not.toContain("CANARY");
  return issues;
}

describe("the settings of a cluster", () => {
  it("are its server, a token and an authority, as PEM or in base64", () => {
    for (const caData of [TEST_CERTIFICATE, base64(TEST_CERTIFICATE), `\n${TEST_CERTIFICATE}${TEST_CERTIFICATE}`]) {
      expect(kubernetes.parse({ server: `${SERVER}/`, token: TOKEN, caData })).toMatchObject({
        ...{ ok: true, baseUrl: SERVER, apiKey: TOKEN, secrets: [TOKEN] },
        ca: expect.stringMatching(/^-----BEGIN CERTIFICATE-----\n/),
      });
    }
    expect(kubernetes.parse({ server: SERVER, token: TOKEN })).toMatchObject({ ok: true, ca: null });
  });

  it("may stand in a kubeconfig instead, which is a secret as a whole, as is the token in it", () => {
    const text = kubeconfig({ "certificate-authority-data": base64(TEST_CERTIFICATE) });
    expect(kubernetes.parse({ kubeconfig: text })).toMatchObject({
      ...{ ok: true, baseUrl: SERVER, apiKey: TOKEN, secrets: [TOKEN, text] },
      ca: expect.stringContaining("BEGIN CERTIFICATE"),
    });
  });

  it("are asked for if they are missing, and only in one way", () => {
    expect(issuesOf({})).toEqual([expect.stringMatching(/^server must be a URL/), "token is missing"]);
    expect(issuesOf({ kubeconfig: kubeconfig(), token: TOKEN })).toEqual([
      "token is set as well as the kubeconfig, which holds it; keep one of them",
    ]);
  });

  it.each([
    ["an address without TLS", { server: "http://10.0.0.1:6443" }, /^server must start with https/],
    ["an address with a login", { server: "https://CANARY:x@10.0.0.1" }, /^server must not hold a login/],
    ["a token of two lines", { token: "CANARY\ntoken" }, /^token holds spaces/],
    ["an authority that is none", { caData: "CANARY" }, /^caData holds no certificate/],
    ["a private key", { caData: TEST_CERTIFICATE + TEST_CERTIFICATE_KEY }, /^caData holds a private key/],
    [
      "a broken certificate",
      { caData: "-----BEGIN CERTIFICATE-----\nQ0FOQVJZ\n-----END CERTIFICATE-----" },
      /^caData holds a certificate that cannot be read/,
    ],
  ])("are refused with %s", (_, change, reason) => {
    expect(issuesOf({ server: SERVER, token: TOKEN, ...change })).toEqual([expect.stringMatching(reason)]);
  });

  it.each([
    [
      "runs a program",
      kubeconfig({}, { exec: { command: "CANARY" } }),
      /^kubeconfig runs a program to log in \(exec\)/,
    ],
    ["has no TLS", kubeconfig({ server: "http://10.0.0.1" }), /^kubeconfig has a server that must start with https/],
    ["has a bad token", kubeconfig({}, { token: "CANARY CANARY" }), /^kubeconfig has a token that holds spaces/],
    [
      "has a bad authority",
      kubeconfig({ "certificate-authority-data": "CANARY" }),
      /^kubeconfig has a certificate authority that holds no certificate/,
    ],
  ])("are refused with a kubeconfig that %s", (_, text, reason) => {
    expect(issuesOf({ kubeconfig: text })).toEqual([expect.stringMatching(reason)]);
  });
});
