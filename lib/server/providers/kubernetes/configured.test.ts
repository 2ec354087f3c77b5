import { expect, it } from "vitest";
import { readConfiguration } from "@/lib/server/configuration/read-configuration";
import { TEST_CERTIFICATE } from "@/lib/testing/proxy/tls-certificate";
import { kubernetes } from "./index";

const FILES: Record<string, string> = {
  "/run/ca.crt": TEST_CERTIFICATE,
  "/run/token": "CANARY-token\n",
  "/run/kubeconfig": JSON.stringify({
    contexts: [{ name: "a", context: { cluster: "c", user: "u" } }],
    clusters: [{ name: "c", cluster: { server: "https://10.0.0.2:6443" } }],
    users: [{ name: "u", user: { token: "CANARY-token" } }],
  }),
};

function read(environment: Record<string, string>, yaml = "") {
  return readConfiguration(environment, [kubernetes], (path) => {
    const text = path === "clusterdeck.yaml" ? yaml : FILES[path];
    if (text === undefined) throw new Error("There is no such file.");
    return text;
  });
}

const CA = expect.stringContaining("BEGIN CERTIFICATE");

it("is set up by variables, by files that they name, and by clusterdeck.yaml", () => {
  const parts = { KUBERNETES_SERVER: "https://10.0.0.1:6443", KUBERNETES_TOKEN_FILE: "/run/token" };
  expect(read({ ...parts, KUBERNETES_CA_FILE: "/run/ca.crt" })).toMatchObject({
    configuration: { accounts: [{ baseUrl: "https://10.0.0.1:6443", apiKey: "CANARY-token", ca: CA }] },
  });
  expect(read({ KUBERNETES_KUBECONFIG_FILE: "/run/kubeconfig" })).toMatchObject({
    configuration: { accounts: [{ id: "kubernetes", baseUrl: "https://10.0.0.2:6443", apiKey: "CANARY-token" }] },
  });
  const yaml = `accounts:
  - { id: research, provider: kubernetes, label: Research, server: "https://10.0.0.1:6443", tokenFile: /run/token, caDataFile: /run/ca.crt }
  - { id: other, provider: kubernetes, kubeconfigFile: /run/kubeconfig }
`;
  expect(read({}, yaml)).toMatchObject({
    configuration: {
      accounts: [
        { id: "research", ca: CA },
        { id: "other", ca: null },
      ],
    },
  });
});

it("names the variable, or the line, of what is wrong with it, and nothing of what stands there", () => {
  const refused = JSON.stringify({
    contexts: [{ name: "a", context: { cluster: "c", user: "u" } }],
    clusters: [{ name: "c", cluster: { server: "https://10.0.0.2:6443" } }],
    users: [{ name: "u", user: { exec: { command: "CANARY" } } }],
  });
  const inEnvironment = read({ KUBERNETES_KUBECONFIG: refused });
  expect(inEnvironment).toMatchObject({
    mistakes: [
      { where: "KUBERNETES_KUBECONFIG", message: expect.stringMatching(/^runs a program to log in \(exec\)/) },
    ],
  });
  const inFile = read({}, `accounts:\n  - provider: kubernetes\n    kubeconfig: '${refused}'\n`);
  expect(inFile).toMatchObject({
    mistakes: [{ where: "clusterdeck.yaml:3", message: expect.stringContaining("(exec)") }],
  });
  expect(JSON.stringify([inEnvironment, inFile])).not.toContain("CANARY");
});
