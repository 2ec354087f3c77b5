import { describe, expect, it } from "vitest";
import { parse, stringify as write } from "yaml";
import { parseKubeconfig } from "./parse-kubeconfig";

const TOKEN = "CANARY-token";

/** As kubectl writes it: without aliases for what is the same twice. */
const stringify = (value: object) => write(value, { aliasDuplicateObjects: false });

const FILE = {
  apiVersion: "v1",
  kind: "Config",
  "current-context": "reader@research",
  contexts: [{ name: "reader@research", context: { cluster: "research", user: "reader", namespace: "default" } }],
  clusters: [
    { name: "research", cluster: { server: "https://10.0.0.1:6443", "certificate-authority-data": "Q0FOQVJZ" } },
  ],
  users: [{ name: "reader", user: { token: TOKEN } }],
};

const withUser = (user: object) => ({ ...FILE, users: [{ name: "reader", user }] });
const withCluster = (cluster: object) => ({
  ...FILE,
  clusters: [{ name: "research", cluster: { ...FILE.clusters[0]?.cluster, ...cluster } }],
});

function problemOf(text: string): string {
  const result = parseKubeconfig(text);
  if (result.ok) return expect.fail("expected it to be refused");
  expect(result.problem).not.toContain("CANARY");
  return result.problem;
}

describe("a kubeconfig", () => {
  it("is taken apart: server, authority and token of its current context", () => {
    const taken = {
      server: "https://10.0.0.1:6443",
      caData: "Q0FOQVJZ",
      token: TOKEN,
      contextName: "reader@research",
      clusterName: "research",
    };
    expect(parseKubeconfig(stringify(FILE))).toEqual({ ok: true, kubeconfig: taken });
    // As `kubectl config view -o json` prints it, and as some programs end lines.
    expect(parseKubeconfig(JSON.stringify(FILE))).toEqual({ ok: true, kubeconfig: taken });
    expect(parseKubeconfig(stringify(FILE).replaceAll("\n", "\r\n"))).toEqual({ ok: true, kubeconfig: taken });
  });

  it("may leave out the current context if there is only one, and its authority", () => {
    const { "current-context": _, ...others } = withCluster({ "certificate-authority-data": undefined });
    expect(parseKubeconfig(stringify(others))).toMatchObject({ ok: true, kubeconfig: { caData: null, token: TOKEN } });
  });

  it("is judged by its current context alone, whatever the others do", () => {
    const file = {
      ...FILE,
      contexts: [...FILE.contexts, { name: "other", context: { cluster: "other", user: "other" } }],
      clusters: [...FILE.clusters, { name: "other", cluster: { server: 7, "insecure-skip-tls-verify": true } }],
      users: [...FILE.users, { name: "other", user: { exec: { command: "CANARY" } } }],
    };
    expect(parseKubeconfig(stringify(file))).toMatchObject({ ok: true, kubeconfig: { clusterName: "research" } });
  });

  it.each([
    [
      "runs a program",
      { exec: { command: "aws", args: ["CANARY"] }, token: TOKEN },
      /runs a program to log in \(exec\)/,
    ],
    ["uses a plug-in", { "auth-provider": { name: "gcp" }, token: TOKEN }, /auth-provider/],
    ["has its token in a file", { tokenFile: "/CANARY" }, /names a file with the token \(tokenFile\)/],
    [
      "has a certificate in a file",
      { "client-certificate": "/CANARY", "client-key": "/CANARY" },
      /client-certificate\)/,
    ],
    ["has a key in a file", { "client-key": "/CANARY" }, /client-key\)/],
    [
      "has a client certificate only",
      { "client-certificate-data": "Q0FOQVJZ", "client-key-data": "Q0" },
      /client cert/,
    ],
    ["has a password only", { username: "admin", password: "CANARY" }, /a user and a password/],
    ["acts as somebody else", { token: TOKEN, as: "CANARY" }, /acts as somebody else \(as\)/],
    ["acts for groups", { token: TOKEN, "as-groups": ["system:masters"] }, /as-groups/],
    ["has nothing", {}, /holds no token/],
    ["has an empty token", { token: "" }, /holds no token/],
    ["has no text as token", { token: 12_345 }, /another shape/],
  ])("is refused, with the reason, where its user %s", (_, user, reason) => {
    expect(problemOf(stringify(withUser(user)))).toMatch(reason);
  });

  it.each([
    ["skips verification", { "insecure-skip-tls-verify": true }, /insecure-skip-tls-verify/],
    ["skips it in words", { "insecure-skip-tls-verify": "true" }, /insecure-skip-tls-verify/],
    ["names a file", { "certificate-authority": "/CANARY/ca.crt" }, /names a file with the certificate authority/],
    ["has another name", { "tls-server-name": "CANARY" }, /tls-server-name/],
    ["is behind a proxy of its own", { "proxy-url": "http://CANARY:1" }, /proxy-url.*HTTPS_PROXY/],
    ["has no server", { server: "" }, /names no server/],
  ])("is refused, with the reason, where its cluster %s", (_, cluster, reason) => {
    expect(problemOf(stringify(withCluster(cluster)))).toMatch(reason);
  });

  it("takes what is switched off for not set", () => {
    expect(parseKubeconfig(stringify(withCluster({ "insecure-skip-tls-verify": false }))).ok).toBe(true);
    expect(parseKubeconfig(stringify(withUser({ token: TOKEN, exec: null, tokenFile: "" }))).ok).toBe(true);
  });

  it("is refused where it does not say which context counts", () => {
    const two = { ...FILE, contexts: [...FILE.contexts, { ...FILE.contexts[0], name: "CANARY" }] };
    expect(problemOf(stringify({ ...two, "current-context": "" }))).toMatch(/has 2 contexts.*current-context/);
    expect(problemOf(stringify({ ...two, "current-context": "CANARY-x" }))).toMatch(/none of its contexts/);
    expect(problemOf(stringify({ ...FILE, users: [{ name: "CANARY", user: {} }] }))).toMatch(/user is missing/);
    expect(problemOf(stringify({ ...FILE, contexts: [{ name: "reader@research" }] }))).toMatch(/without a cluster/);
  });

  it.each([
    ["nothing", ""],
    ["a word", TOKEN],
    ["a list", `- ${TOKEN}`],
    ["another kind of file", stringify({ kind: "Secret", data: { token: TOKEN } })],
    ["a file without contexts", stringify({ ...FILE, contexts: [] })],
    ["a file that names prototypes", stringify({ ...FILE, contexts: parse("{ __proto__: [] }") })],
  ])("is called none if it is %s", (_, text) => {
    expect(problemOf(text)).toMatch(/is no kubeconfig|is not valid YAML/);
  });

  it.each([
    ["broken", "contexts: [CANARY", /not valid YAML/],
    ["two in one", `${stringify(FILE)}---\n${stringify(FILE)}`, /several YAML documents/],
    ["has a name twice", `${stringify(FILE)}kind: Config\n`, /not valid YAML/],
    ["is too long", `${stringify(FILE)}# ${"CANARY".repeat(20_000)}`, /longer than 64 KB/],
    ["is endlessly nested", "[".repeat(60_000), /not valid YAML/],
    ["is nested by dashes", `${"- ".repeat(30_000)}a`, /not valid YAML|is no kubeconfig/],
    ["refers to itself", stringify(FILE).replace("users:", "a: &a [x]\nb: [*a, *a]\nusers:"), /YAML aliases/],
    ["is a bomb", bomb(), /YAML aliases/],
  ])("is refused if it %s, without holding anybody up", (_, text, reason) => {
    expect(problemOf(text)).toMatch(reason);
  });
});

/** Ten references to ten references, ten times over. */
function bomb(): string {
  const levels = Array.from({ length: 10 }, (_, level) => {
    const content =
      level === 0
        ? "CANARY"
        : Array(10)
            .fill(`*l${level - 1}`)
            .join(", ");
    return `l${level}: &l${level} [${content}]`;
  });
  return `kind: Config\n${levels.join("\n")}\n`;
}
