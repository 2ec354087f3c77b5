import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseOrder } from "@/lib/domain/cluster/order/parse-order";
import { readFields, warningsOf } from "@/lib/domain/cluster/order/read-fields";
import { createRequestOf } from "./create-request";
import { ORDER_FORM } from "./order-form";

const account = "004815162342";
const order = { clusterId: "train-eu", eksCluster: { awsAccountId: account, region: "eu-central-1" } };
const role = (of: string) => `arn:aws:iam::${of}:role/Manager`;

function problemsOf(input: unknown): Readonly<Record<string, string>> {
  const parsed = parseOrder(ORDER_FORM, input);
  return parsed.ok ? {} : parsed.problems;
}

function isRefused(path: string, value: unknown): boolean {
  const [group, detail] = path.split(".");
  const input =
    detail === undefined
      ? { ...order, [path]: value }
      : { ...order, eksCluster: { ...order.eksCluster, [detail]: value } };
  const paths = Object.keys(problemsOf(input));
  expect(paths.every((each) => each === path || each.startsWith(`${group}.`))).toBe(true);
  return paths.length > 0;
}

describe("a new cluster", () => {
  it("needs an id, an AWS account and a region, and is told of all that is missing", () => {
    expect(parseOrder(ORDER_FORM, order)).toEqual({ ok: true, order });
    expect(Object.keys(problemsOf({ eksCluster: {} }))).toEqual([
      "clusterId",
      "eksCluster.awsAccountId",
      "eksCluster.region",
    ]);
    expect(problemsOf({ clusterId: "a" })).toEqual({
      eksCluster: "Give eksCluster, an object with awsAccountId and region.",
    });
    for (const input of [null, 7, "x", []])
      expect(problemsOf(input)).toEqual({ "": expect.stringContaining("Send an object") });
  });

  it.each<[path: string, right: string[], wrong: unknown[]]>([
    [
      "clusterId",
      ["a", "train-7", "a".repeat(63)],
      ["", "-a", "a-", "A", "7a", "a_b", "a b", "a/b", "a".repeat(64), 7, null, "ä"],
    ],
    [
      "displayName",
      ["My Cluster", "é", "x".repeat(63)],
      ["", " a", "a ", "x".repeat(64), "a\nb", "a\u2028b", "\ud800", 7, null],
    ],
    [
      "eksCluster.awsAccountId",
      ["000000000000", account],
      ["", "48151623420", "0048151623420", 4815162342, " 004815162342", "٠٠٤٨١٥١٦٢٣٤٢"],
    ],
    [
      "eksCluster.region",
      ["us-east-1", "us-gov-west-1", "ap-southeast-14", "eu-isoe-west-1"],
      ["", "Frankfurt", "us-east-1a", "us east 1", "us-east-"],
    ],
    ["eksCluster.clusterName", ["a", "A_b-9", "x".repeat(100)], ["", "-a", "_a", "a.b", "a;id", "x".repeat(101)]],
    [
      "eksCluster.storageBucketName",
      ["abc", "my.bucket-7", "x".repeat(63)],
      [
        "ab",
        "x".repeat(64),
        "s3://abc",
        "Abc",
        "a..b",
        ".abc",
        "abc-",
        "10.0.0.1",
        "xn--abc",
        "sthree-abc",
        "abc-s3alias",
        "abc--x-s3",
        "a_bc",
      ],
    ],
    [
      "eksCluster.fireworksManagerRole",
      [role(account), "arn:aws-cn:iam::004815162342:role/a/b/C+=,.@_-d", "arn:aws-us-gov:iam::004815162342:role/x"],
      [
        "",
        "Manager",
        "arn:aws:iam::4815:role/x",
        "arn:aws:iam::004815162342:user/x",
        "arn:aws:iam::004815162342:role/",
        "arn:aws:iam::004815162342:role/x y",
        `${role(account)}\n`,
      ],
    ],
    ["eksCluster.workloadIdentityPoolProviderId", ["acme", "a-7-b"], ["", "abc", "gcp-acme", "Acme", "a".repeat(33)]],
  ])("takes what keeps the rule of %s, and nothing else", (path, right, wrong) => {
    expect(right.filter((value) => isRefused(path, value))).toEqual([]);
    expect(wrong.filter((value) => !isRefused(path, value))).toEqual([]);
  });

  it("has no field that it does not know, wherever it stands", () => {
    const unknown = JSON.parse('{"clusterId":"a","state":"READY","__proto__":1,"eksCluster":{"key":"x"}}');
    expect(Object.keys(problemsOf({ ...unknown, eksCluster: { ...order.eksCluster, key: "x" } }))).toEqual(
      expect.arrayContaining(["state", "eksCluster.key"]),
    );
    expect(parseOrder(ORDER_FORM, JSON.parse('{"clusterId":"a","__proto__":{"eksCluster":{}}}')).ok).toBe(false);
  });

  it("runs in AWS or nowhere, never in both", () => {
    expect(parseOrder(ORDER_FORM, { clusterId: "a", fakeCluster: {} }).ok).toBe(true);
    expect(parseOrder(ORDER_FORM, { ...order, fakeCluster: {} }).ok).toBe(false);
  });

  it("tells everybody who gets it wrong what would be right, in a sentence", () => {
    const anything = fc.anything({ maxDepth: 3, withNullPrototype: true });
    const shaped = fc.record(
      { clusterId: anything, displayName: anything, eksCluster: anything },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(anything, shaped), (input) => {
        const parsed = parseOrder(ORDER_FORM, input);
        const sentences = parsed.ok ? ["Fine."] : Object.values(parsed.problems);
        expect(sentences.length).toBeGreaterThan(0);
        for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*\.$/);
      }),
    );
  });

  it("is warned of, not refused for, a role of another account", () => {
    const eksCluster = {
      ...order.eksCluster,
      fireworksManagerRole: role(account),
      inferenceRole: role("123456789012"),
    };
    const parsed = parseOrder(ORDER_FORM, { ...order, eksCluster });
    if (!parsed.ok) return expect.fail("expected it to be right");
    expect(warningsOf(ORDER_FORM, parsed.order)).toEqual({
      "eksCluster.inferenceRole": expect.stringContaining("123456789012"),
    });
  });
});

describe("a form", () => {
  it("sends what was typed, without spaces around it and without what was left empty", () => {
    const values = {
      clusterId: " train-eu ",
      displayName: "  ",
      "eksCluster.awsAccountId": account,
      "eksCluster.region": "eu-central-1",
      "fakeCluster.location": "x",
    };
    expect(readFields(ORDER_FORM, values, "eksCluster").order).toEqual(order);
    expect(readFields(ORDER_FORM, values, "fakeCluster").order).toEqual({
      clusterId: "train-eu",
      fakeCluster: { location: "x" },
    });
    expect(createRequestOf(order)).toEqual({ clusterId: "train-eu", cluster: { eksCluster: order.eksCluster } });
  });
});
