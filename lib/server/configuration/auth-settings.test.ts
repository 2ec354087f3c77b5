import { describe, expect, it } from "vitest";
import { readConfiguration } from "./read-configuration";

const OIDC = `signIn:
  oidc:
    label: Example
    issuer: https://login.example.org/
    clientId: clusterdeck
    clientSecret: CANARY-secret
    roleClaim: groups
    roles: { admin: [admins] }
`;

function read(environment: Record<string, string>, files: Record<string, string> = {}) {
  const result = readConfiguration(environment, [], (path) => {
    const text = files[path];
    if (text === undefined) throw new Error("ENOENT");
    return text;
  });
  return result.ok
    ? { auth: result.configuration.auth, mistakes: [] }
    : { auth: null, mistakes: result.mistakes.map(({ where, message }) => `${where}: ${message}`) };
}

const LOOPBACK = { HOST: "127.0.0.1" };
const publicUrl = (url: string) => ({ CLUSTERDECK_PUBLIC_URL: url });

describe("whether people must sign in", () => {
  it.each([
    ["with keys, or without the demo", { ...LOOPBACK, CLUSTERDECK_DEMO: "off" }, true],
    ["not in the demo on this machine", LOOPBACK, false],
    ["in the demo that others reach", { HOST: "0.0.0.0" }, true],
    ["in the demo at an address that is not known", {}, true],
    ["in the demo on this machine, when asked for", { ...LOOPBACK, CLUSTERDECK_AUTH: "on" }, true],
    ["not when switched off on this machine", { HOST: "::1", CLUSTERDECK_DEMO: "off", CLUSTERDECK_AUTH: "off" }, false],
    ["not in the demo under another name of this machine", { ...LOOPBACK, ...publicUrl("http://[::1]:3000") }, false],
    ["in the demo that a proxy leads others to", { ...LOOPBACK, ...publicUrl("https://gpu.example.org") }, true],
    ["in the demo behind a proxy that was named", { ...LOOPBACK, CLUSTERDECK_TRUSTED_PROXIES: "127.0.0.1" }, true],
  ])("is decided safely: %s", (_, environment, asksForSignIn) => {
    expect(read(environment).auth).toMatchObject({ asksForSignIn });
  });

  it.each(["0.0.0.0", "::", "192.0.2.7", "clusters.example.org", "127.0.0.1.example.org"])(
    "cannot be switched off on %s",
    (HOST) => {
      const [mistake] = read({ HOST, CLUSTERDECK_AUTH: "off" }).mistakes;
      expect(mistake).toBe(
        `CLUSTERDECK_AUTH: off lets whoever reaches the server do everything, so HOST must be 127.0.0.1, not ${HOST}`,
      );
    },
  );

  const proxiesInFile = { "clusterdeck.yaml": "trustedProxies: [10.0.0.0/8]\n" };
  it.each([
    [
      "public URL",
      publicUrl("https://gpu.example.org"),
      {},
      "CLUSTERDECK_PUBLIC_URL says that others reach it as gpu.",
    ],
    ["trusted proxy", { CLUSTERDECK_TRUSTED_PROXIES: "127.0.0.1" }, {}, "CLUSTERDECK_TRUSTED_PROXIES (trustedProxies"],
    ["trusted proxy in the file", {}, proxiesInFile, "CLUSTERDECK_TRUSTED_PROXIES (trustedProxies in the file) says"],
  ])("cannot be switched off on this machine if others can reach it nevertheless, by a %s", (_, reach, files, why) => {
    const { mistakes } = read({ ...LOOPBACK, ...reach, CLUSTERDECK_AUTH: "off" }, files);
    expect(mistakes).toEqual([expect.stringContaining(`CLUSTERDECK_AUTH: off lets whoever reaches the server`)]);
    expect(mistakes[0]).toContain(why);
  });
});

describe("the first admin", () => {
  const email = { CLUSTERDECK_ADMIN_EMAIL: "admin@example.org" };
  const file = { CLUSTERDECK_ADMIN_PASSWORD_FILE: "/run/password" };

  it("may have the password in a file", () => {
    const { auth } = read({ ...email, ...file }, { "/run/password": "correct horse\n" });
    expect(auth?.firstAdmin).toEqual({ email: "admin@example.org", password: "correct horse" });
  });

  it.each([
    ["no password", email, "CLUSTERDECK_ADMIN_PASSWORD: is missing"],
    ["no address", { CLUSTERDECK_ADMIN_PASSWORD: "correct horse" }, "CLUSTERDECK_ADMIN_EMAIL: is missing"],
    ["a bad address", { CLUSTERDECK_ADMIN_EMAIL: "admin" }, "CLUSTERDECK_ADMIN_EMAIL: must be an e-mail address"],
    ["a short password", { ...email, CLUSTERDECK_ADMIN_PASSWORD: "CANARY" }, "CLUSTERDECK_ADMIN_PASSWORD: must have 8"],
    ["two passwords", { ...email, ...file, CLUSTERDECK_ADMIN_PASSWORD: "CANARY horse" }, "keep one of them"],
    ["no such file", { ...email, ...file }, "CLUSTERDECK_ADMIN_PASSWORD_FILE: names a file that cannot be read"],
    ["a bad switch", { CLUSTERDECK_AUTH: "no" }, "CLUSTERDECK_AUTH: must be on or off"],
  ])("is refused with %s, without repeating it", (_, environment, mistake) => {
    const mistakes = read(environment).mistakes.join("\n");
    expect(mistakes).toContain(mistake);
    expect(mistakes).not.toContain("CANARY");
  });
});

describe("single sign-on", () => {
  it("is read with its defaults", () => {
    expect(read({}, { "clusterdeck.yaml": OIDC }).auth?.singleSignOn).toEqual({
      label: "Example",
      issuer: "https://login.example.org",
      clientId: "clusterdeck",
      clientSecret: "CANARY-secret",
      scopes: ["openid", "email", "profile"],
      roleClaim: "groups",
      roles: { admin: ["admins"], operator: [], viewer: [] },
    });
  });

  it("takes its secret from a file", () => {
    const yaml = OIDC.replace("clientSecret: CANARY-secret", "clientSecretFile: /run/oidc");
    const { auth } = read({}, { "clusterdeck.yaml": yaml, "/run/oidc": "from-file\n" });
    expect(auth?.singleSignOn?.clientSecret).toBe("from-file");
  });

  it.each([
    [
      "http",
      "https://login.example.org/",
      "http://login.example.org",
      ":4: signIn.oidc.issuer must start with https://",
    ],
    ["no role", "{ admin: [admins] }", "{}", ":8: signIn.oidc.roles gives nobody a role"],
    ["an unknown role", "admin:", "boss:", ":8: boss is not a known setting"],
    ["an unknown setting", "clientId:", "client:", ":5: client is not a known setting"],
    ["no claim", "    roleClaim: groups\n", "", "signIn.oidc.roleClaim is missing"],
    ["no secret", "    clientSecret: CANARY-secret\n", "", "signIn.oidc.clientSecret is missing"],
    ["no such file", "clientSecret: CANARY-secret", "clientSecretFile: /none", ":6: clientSecretFile names a file"],
    [
      "two secrets",
      "    roleClaim",
      "    clientSecretFile: /none\n    roleClaim",
      ":7: clientSecretFile is set as well as",
    ],
  ])("names the line that is wrong: %s", (_, from, to, mistake) => {
    const mistakes = read({}, { "clusterdeck.yaml": OIDC.replace(from, to) }).mistakes.join("\n");
    expect(mistakes).toContain(mistake);
    expect(mistakes).not.toContain("CANARY");
  });
});
