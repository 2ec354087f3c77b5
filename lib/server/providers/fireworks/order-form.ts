import "server-only";
import type { Agreement, FieldRule, OrderField, OrderForm, OrderGroup } from "@/lib/domain/cluster/order/order-form";
import { AWS_REGIONS } from "./aws-regions";

/*
 * What Fireworks needs to create a cluster. Fields, limits, defaults and what does not work without a role are the words of its API's
 * document 001 "Create Cluster" and Gateway REST API 4.259.0, schema `gatewayEksCluster`; where they say nothing, neither does this.
 * Where they state no rule, AWS's or Google's own for that kind of name holds.
 */

const NOT_DOCUMENTED = "What Fireworks does without it is not documented.";

/** `arn:aws:iam::<account>:role/<path and name>`, as IAM bounds it: paths of 512 characters, names of 64. */
const ROLE: FieldRule = {
  kind: "text",
  pattern: String.raw`arn:aws(?:-cn|-us-gov)?:iam::\d{12}:role/(?:[\w+=,.@/-]{0,510}/)?[\w+=,.@-]{1,64}`,
  maxLength: 613,
  sentence: "A role is its whole ARN, such as arn:aws:iam::004815162342:role/Name; leave it out for none.",
};
const OWN_ACCOUNT: Agreement = {
  part: String.raw`:iam::(\d{12}):`,
  with: "eksCluster.awsAccountId",
  otherwise: "This role is in account {part}, not in the cluster's own.",
};

const identity: OrderGroup = {
  title: "Identity",
  variant: null,
  foldedNote: null,
  fields: [
    field({
      path: "clusterId",
      label: "Cluster id",
      help: "Its name in every address, for ever: lower-case letters, digits and hyphens, at most 63.",
      without: null,
      example: "train-eu",
      rule: {
        kind: "text",
        // Fireworks says no more than "e.g. my-cluster": this is the form of a host name's label.
        pattern: "[a-z](?:[a-z0-9-]*[a-z0-9])?",
        maxLength: 63,
        sentence:
          "An id begins with a lower-case letter and has at most 63 lower-case letters, digits and hyphens, with no hyphen at its end, such as train-eu.",
      },
    }),
    field({
      path: "displayName",
      label: "Display name",
      help: "What people read, fewer than 64 characters.",
      without: "The id is shown instead.",
      example: "Training EU",
      isProse: true,
      rule: {
        kind: "text",
        pattern: String.raw`(?!\s)(?!.*\s$)[^\p{Cc}\p{Cs}\u2028\u2029]+`,
        maxLength: 63,
        sentence: "A name is one line of fewer than 64 characters; leave it out to show the id.",
      },
    }),
  ],
};

const account: OrderGroup = {
  title: "In your AWS account",
  variant: "eksCluster",
  foldedNote: null,
  fields: [
    field({
      path: "eksCluster.awsAccountId",
      label: "AWS account id",
      help: "The account that the cluster lives in and that AWS bills: 12 digits, leading zeros included.",
      without: null,
      example: "004815162342",
      rule: {
        kind: "text",
        pattern: String.raw`\d{12}`,
        maxLength: 12,
        sentence: "An AWS account id is 12 digits, as text, such as 004815162342.",
      },
    }),
    field({
      path: "eksCluster.region",
      label: "AWS region",
      help: "Where the cluster lives. Any region may be typed; the list only suggests.",
      without: null,
      example: "eu-central-1",
      suggestions: AWS_REGIONS,
      rule: {
        kind: "text",
        // New AWS regions appear, so this is their form and not a list of them: `us-gov-east-1`, `ap-southeast-4`.
        pattern: String.raw`[a-z]{2,5}(?:-[a-z]{2,12}){1,3}-\d{1,2}`,
        maxLength: 50,
        sentence: "Give the name of an AWS region, such as us-east-1 or eu-central-1.",
      },
    }),
    field({
      path: "eksCluster.clusterName",
      label: "EKS cluster name",
      help: "The cluster's name in EKS: letters, digits, hyphens and underscores, at most 100.",
      without: `${NOT_DOCUMENTED} Clusterdeck offers the command for kubectl only where it is set.`,
      example: "fireworks-train-eu",
      rule: {
        kind: "text",
        pattern: "[A-Za-z0-9][A-Za-z0-9_-]*",
        maxLength: 100,
        sentence: "An EKS cluster's name begins with a letter or digit and has at most 100 letters, digits, - and _.",
      },
    }),
    field({
      path: "eksCluster.storageBucketName",
      label: "S3 bucket",
      help: "The bucket's name alone, without s3://: 3 to 63 lower-case letters, digits, hyphens and dots.",
      without: NOT_DOCUMENTED,
      example: "acme-fireworks-models",
      rule: {
        kind: "text",
        pattern: [
          // What S3 keeps for itself begins and ends in these ways.
          "(?!xn--|sthree-|amzn-s3-demo-)",
          String.raw`(?!.*(?:-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$)`,
          // No address, and no two dots in a row.
          String.raw`(?!\d+\.\d+\.\d+\.\d+$)(?!.*\.\.)`,
          "[a-z0-9][a-z0-9.-]+[a-z0-9]",
        ].join(""),
        maxLength: 63,
        sentence:
          "An S3 bucket's name has 3 to 63 lower-case letters, digits, hyphens and single dots, begins and ends with a letter or digit, and is no address.",
      },
    }),
  ],
};

const roles: OrderGroup = {
  title: "Roles",
  variant: "eksCluster",
  foldedNote: "all optional; without them there are no metrics and no gateway",
  fields: [
    role({
      path: "eksCluster.fireworksManagerRole",
      label: "Manager role",
      help: "The IAM role with which Fireworks manages its resources in your account.",
      without: "Fireworks takes the role FireworksManagerRole of the AWS account above: it must exist.",
      example: "arn:aws:iam::004815162342:role/FireworksManagerRole",
    }),
    role({
      path: "eksCluster.metricWriterRole",
      label: "Metric writer role",
      help: "The IAM role that sends metrics to Fireworks. The service account system:serviceaccount:gmp-system:collector on the cluster must be able to assume it.",
      without: "No metrics are written.",
      example: "arn:aws:iam::004815162342:role/FireworksMetricWriter",
    }),
    role({
      path: "eksCluster.loadBalancerControllerRole",
      label: "Load balancer role",
      help: "The IAM role of the EKS load balancer controller, which makes the load balancer of the gateway.",
      without: "No gateway is created.",
      example: "arn:aws:iam::004815162342:role/FireworksLoadBalancer",
    }),
    role({
      path: "eksCluster.inferenceRole",
      label: "Inference role",
      help: "The IAM role of the inference pods on the cluster.",
      without: NOT_DOCUMENTED,
      example: "arn:aws:iam::004815162342:role/FireworksInference",
    }),
    field({
      path: "eksCluster.workloadIdentityPoolProviderId",
      label: "Workload identity pool provider",
      help: "The id of the Google Cloud provider for this cluster, in Fireworks' own project and its pool byoc-pool: 4 to 32 lower-case letters, digits and hyphens.",
      without: NOT_DOCUMENTED,
      example: "acme-train-eu",
      rule: {
        kind: "text",
        pattern: "(?!gcp-)[a-z0-9-]{4,32}",
        maxLength: 32,
        sentence: "This id has 4 to 32 lower-case letters, digits and hyphens, and does not begin with gcp-.",
      },
    }),
  ],
};

/** Fireworks' own test backend: it runs nothing. */
const testBackend: OrderGroup = {
  title: "Test backend",
  variant: "fakeCluster",
  foldedNote: null,
  fields: [
    fakeWord("projectId", "Project", "Any word: the test backend runs nothing.", "test-project"),
    fakeWord("location", "Location", "Any word.", "nowhere-1"),
    fakeWord("clusterName", "Fake cluster's name", "Any word.", "fake-1"),
  ],
};

export const ORDER_FORM: OrderForm = {
  about: "Registers an EKS cluster of your AWS account with Fireworks, which then runs models on it.",
  billing: "AWS bills what runs on the cluster.",
  ifRejected: "Check that the AWS account, the region and the roles exist as written.",
  ifSentAgain: "That makes no second cluster: Fireworks refuses an id that is taken.",
  variants: {
    legend: "Where it runs",
    options: [
      { id: "eksCluster", label: "AWS account", onlyInDemo: false },
      { id: "fakeCluster", label: "Test backend", onlyInDemo: true },
    ],
  },
  groups: [identity, account, roles, testBackend],
};

type Told = Pick<OrderField, "path" | "label" | "help" | "without" | "example">;

function field(told: Told & Pick<OrderField, "rule"> & Partial<OrderField>): OrderField {
  return { isProse: false, suggestions: [], agreement: null, ...told };
}

function role(told: Told): OrderField {
  return field({ ...told, rule: ROLE, agreement: OWN_ACCOUNT });
}

function fakeWord(name: string, label: string, help: string, example: string): OrderField {
  const without = "The test backend needs none.";
  return field({
    ...{ path: `fakeCluster.${name}`, label, help, without, example },
    rule: {
      kind: "text",
      pattern: "[A-Za-z0-9][A-Za-z0-9_-]*",
      maxLength: 63,
      sentence: "Give letters, digits, hyphens and underscores, at most 63, or leave it out.",
    },
  });
}
