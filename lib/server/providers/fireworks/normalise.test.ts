import { describe, expect, it } from "vitest";
import getCluster from "./fixtures/get-cluster.json";
import { toReading } from "./normalise";
import { kubeconfigCommand, toConnectionDetails } from "./normalise-connection";
import { type WireCluster, wireClusterSchema } from "./wire";

const CA_DATA = btoa("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
const READY = { name: "accounts/my-account/clusters/my-cluster", state: "READY" };

function wire(fields: object): WireCluster {
  return wireClusterSchema.parse({ ...READY, ...fields });
}

function read(fields: object) {
  return toReading(wire(fields), [], "complete");
}

describe("the document's sample", () => {
  const reading = toReading(wireClusterSchema.parse(getCluster), [], "complete");

  it("is a cluster of unknown state, named as it says", () => {
    expect(reading).toMatchObject({
      name: "<string>",
      status: "unknown",
      providerStatus: "STATE_UNSPECIFIED",
      health: "unknown",
      healthReasons: ["Fireworks gives the unfamiliar state STATE_UNSPECIFIED"],
      region: { id: "<string>", label: "<string>" },
      createdAt: Date.UTC(2023, 10, 7, 5, 31, 56),
    });
  });

  it("prints both backends, of which the real one counts", () => {
    expect(reading.cloud).toBe("aws");
    expect(reading.facts.map(({ label }) => label)).not.toContain("Backend");
  });

  it("has no nodes, and says where they are", () => {
    expect(reading.nodes).toEqual([]);
    expect(reading.facts[0]).toEqual({
      label: "Nodes",
      value: "run in your AWS account; Fireworks does not list them",
    });
  });
});

it.each([
  ["CREATING", "provisioning", "unknown"],
  ["READY", "running", "healthy"],
  ["Ready", "running", "healthy"],
  ["DELETING", "terminating", "unknown"],
  ["FAILED", "error", "unhealthy"],
  ["STATE_UNSPECIFIED", "unknown", "unknown"],
  ["HIBERNATING", "unknown", "unknown"],
  [7, "unknown", "unknown"],
  ["constructor", "unknown", "unknown"],
  [null, "unknown", "unknown"],
  [undefined, "unknown", "unknown"],
])("reads state %s as %s and %s", (state, status, health) => {
  expect(read({ state })).toMatchObject({ status, health });
});

it.each([undefined, null, {}, { code: "OK" }, { code: "ok" }, { code: 0 }])(
  "takes a ready cluster with status %j for healthy",
  (status) => {
    expect(read({ status })).toMatchObject({ health: "healthy", healthReasons: [] });
  },
);

it.each(["PERMISSION_DENIED", "SOMETHING_NEW", 7])("takes a ready cluster with status code %s for degraded", (code) => {
  expect(read({ status: { code } })).toMatchObject({
    health: "degraded",
    healthReasons: [`Fireworks reports ${code}`],
  });
});

it("never gives a price, nor calls it free: AWS sends the bill", () => {
  expect(read({}).rate).toEqual({ usdMicrosPerHour: null, source: "none", billing: "unknown", note: "Billed by AWS" });
});

it("is named by its id where the display name is empty", () => {
  expect(read({ displayName: "" })).toMatchObject({ name: "my-cluster", providerClusterId: "my-cluster" });
});

it("keeps of its status message neither role, account nor address", () => {
  const message = "cannot assume arn:aws:iam::123456789012:role/x of 123456789012 from 10.1.2.3";
  expect(read({ status: { code: "PERMISSION_DENIED", message } }).statusDetail).toBe(
    "cannot assume [AWS resource] of [account] from [address]",
  );
});

describe("facts of the EKS cluster", () => {
  const eksCluster = { awsAccountId: "000123456789", region: "us-east-1", clusterName: "serving" };

  it("hold the end of the account's number only, and keep its zeros from counting", () => {
    const { facts } = read({ eksCluster });
    expect(facts).toContainEqual({ label: "AWS account", value: "ends in 6789" });
    expect(JSON.stringify(facts)).not.toContain("12345678");
  });

  it("hold the same of a number that has lost its zeros to JSON", () => {
    const { facts } = read({ eksCluster: { ...eksCluster, awsAccountId: 123_456_789 } });
    expect(facts).toContainEqual({ label: "AWS account", value: "ends in 6789" });
  });

  it("say what an absent role means", () => {
    expect(read({ eksCluster: { ...eksCluster, metricWriterRole: "" } }).facts).toEqual(
      expect.arrayContaining([
        { label: "Metrics role", value: "not set, so no metrics are written" },
        { label: "Load balancer role", value: "not set, so there is no gateway" },
      ]),
    );
  });

  it("never hold a role's name", () => {
    const reading = read({ eksCluster: { ...eksCluster, metricWriterRole: "arn:aws:iam::000123456789:role/CANARY" } });
    expect(reading.facts).toContainEqual({ label: "Metrics role", value: "set" });
    expect(JSON.stringify(reading)).not.toContain("CANARY");
  });

  it.each([
    ["fireworksManagerRole", "Manager role", "not set, so it is FireworksManagerRole"],
    ["inferenceRole", "Inference role", "not set"],
    ["loadBalancerControllerRole", "Load balancer role", "not set, so there is no gateway"],
    ["workloadIdentityPoolProviderId", "Workload identity provider", "not set"],
  ])("say whether %s is set, and no more", (field, label, absent) => {
    const reading = read({ eksCluster: { ...eksCluster, [field]: "CANARY-name" } });
    expect(reading.facts).toContainEqual({ label, value: "set" });
    expect(JSON.stringify(reading)).not.toContain("CANARY");
    expect(read({ eksCluster }).facts).toContainEqual({ label, value: absent });
  });

  it("name the bucket to operators only", () => {
    const { facts } = read({ eksCluster: { ...eksCluster, storageBucketName: "serving-models" } });
    expect(facts).toContainEqual({ label: "S3 bucket", value: "set", operatorValue: "serving-models" });
    expect(read({ eksCluster }).facts.map(({ label }) => label)).not.toContain("S3 bucket");
  });

  it("name the fake backend where that is what it is", () => {
    expect(read({ fakeCluster: { projectId: "p" } })).toMatchObject({
      cloud: null,
      onDemand: [],
      facts: [{ label: "Backend", value: "Fireworks' fake cluster, for tests" }],
    });
  });
});

describe("connection-details", () => {
  const eksCluster = { region: "us-east-1", clusterName: "serving" };
  const info = { endpoint: "https://A.gr7.us-east-1.eks.amazonaws.com", caData: CA_DATA };

  it("is the endpoint, the CA and the command for credentials", () => {
    expect(toConnectionDetails(wire({ eksCluster }), info).kubernetes).toEqual({
      endpoint: "https://a.gr7.us-east-1.eks.amazonaws.com/",
      caData: CA_DATA,
      command: "aws eks update-kubeconfig --region us-east-1 --name serving",
    });
  });

  it.each([
    [{ endpoint: "http://a.example" }, "an odd address of its API"],
    [{ endpoint: "javascript:alert(1)" }, "an odd address of its API"],
    [{ endpoint: undefined }, "no address of its API"],
    [{ caData: "not base64!" }, "an odd CA certificate"],
    [{ caData: btoa("no certificate") }, "an odd CA certificate"],
    [{ caData: btoa(`-----BEGIN CERTIFICATE-----${"A".repeat(20_000)}`) }, "an odd CA certificate"],
    [{ caData: undefined }, "no CA certificate"],
  ])("is none at all with %j, and says why", (broken, why) => {
    const details = toConnectionDetails(wire({ eksCluster }), { ...info, ...broken });
    expect(details).toMatchObject({ kubernetes: null, notes: [expect.stringContaining(why)] });
  });

  it.each([
    [
      { region: undefined },
      "Kubernetes is left out: Fireworks gives no AWS region, so there is no command that fetches credentials",
    ],
    [
      { clusterName: "" },
      "Kubernetes is left out: Fireworks gives no name of the EKS cluster, so there is no command that fetches credentials",
    ],
    [
      { region: "$(id)" },
      "Kubernetes is left out: the AWS region that Fireworks gives is not one plain word, so it cannot be part of a command",
    ],
  ])("says without a question why it has no command with %j", (broken, note) => {
    const reading = read({ eksCluster: { ...eksCluster, ...broken } });
    expect(reading).toMatchObject({ onDemand: [], connectionDetails: { kubernetes: null, notes: [note] } });
    expect(read({ eksCluster: { ...eksCluster, ...broken }, state: "CREATING" }).connectionDetails).toBeNull();
  });

  it.each(["a b", "a;reboot", "$(reboot)", "-x", "a`b`", "", null, "a\nb"])(
    "is not offered for an EKS name of %j",
    (clusterName) => {
      const cluster = wire({ eksCluster: { ...eksCluster, clusterName } });
      expect(kubeconfigCommand(cluster)).toBeNull();
      expect(toReading(cluster, [], "complete").onDemand).toEqual([]);
    },
  );

  it("is offered only once the cluster is ready", () => {
    expect(read({ eksCluster }).onDemand).toEqual(["connection-details"]);
    expect(read({ eksCluster, state: "CREATING" }).onDemand).toEqual([]);
  });
});

it("began its state by the last update, if there was one", () => {
  const updateTime = "2026-09-20T09:00:00Z";
  expect(read({ updateTime }).statusBeganBy).toBe(Date.parse(updateTime));
  expect(read({ updateTime: "0001-01-01T00:00:00Z" }).statusBeganBy).toBeUndefined();
});
