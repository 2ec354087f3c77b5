import { expect, it } from "vitest";
import { TEST_CERTIFICATE } from "@/lib/testing/proxy/tls-certificate";
import type { StoredAccount } from "../../accounts/stored-account";
import { kubernetes } from "../../providers/kubernetes";
import { verda } from "../../providers/verda";
import { changedSettings } from "./changed-settings";

const application = { configuration: Object({ providerRanges: ["10.0.0.0/8"] }) };
const STORED = {
  ...{ id: "one", label: "One", pollIntervalMs: null, requestsPerMinute: null, paused: null, retired: null },
  created: { at: 0, by: "a@b.c" },
};
const cluster: StoredAccount = {
  ...{ ...STORED, provider: kubernetes, secrets: { token: "SECRET" } },
  settings: { server: "https://10.0.0.1:6443", caData: TEST_CERTIFICATE },
};

it("sends a stored key to no server that another authority vouches for", async () => {
  await expect(changedSettings(application, cluster, { caData: null })).rejects.toMatchObject({
    ...{ status: 400, problem: { fields: { token: expect.stringMatching(/again/) } } },
  });
  expect(await changedSettings(application, cluster, { caData: null, token: "new" })).toEqual({
    ...{ server: "https://10.0.0.1:6443", token: "new" },
  });
  expect(await changedSettings(application, cluster, { server: "https://10.0.0.1:6443/" })).toMatchObject({
    token: "SECRET",
  });
});

it("asks for each of several secrets again that would go elsewhere, and for those only", async () => {
  const account = { ...STORED, provider: verda, settings: {}, secrets: { clientId: "id", clientSecret: "SECRET" } };
  const elsewhere = { baseUrl: "https://10.0.0.1/v1" };
  const fieldsOf = (given: object) =>
    changedSettings(application, account, { ...elsewhere, ...given }).then(
      () => [],
      (error: unknown) => Object.keys(Object(error).problem.fields),
    );
  expect(await fieldsOf({})).toEqual(["clientId", "clientSecret"]);
  expect(await fieldsOf({ clientId: "new" })).toEqual(["clientSecret"]);
  expect(await fieldsOf({ clientId: "new", clientSecret: "new" })).toEqual([]);
});
