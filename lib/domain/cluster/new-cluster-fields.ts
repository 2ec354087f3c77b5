import { type FieldProblems, type NewCluster, parseNewCluster } from "./new-cluster";

/** The path of a field in a new cluster. */
export const FIELD_PATHS = [
  "clusterId",
  "displayName",
  "eksCluster.awsAccountId",
  "eksCluster.region",
  "eksCluster.clusterName",
  "eksCluster.storageBucketName",
  "eksCluster.fireworksManagerRole",
  "eksCluster.metricWriterRole",
  "eksCluster.loadBalancerControllerRole",
  "eksCluster.inferenceRole",
  "eksCluster.workloadIdentityPoolProviderId",
  "fakeCluster.projectId",
  "fakeCluster.location",
  "fakeCluster.clusterName",
] as const;
export type FieldPath = (typeof FIELD_PATHS)[number];

export interface NewClusterField {
  label: string;
  /** What it is for, and what its rule is. */
  explanation: string;
  /** What happens or does not work if it is left empty; `null` for a field that must not be. */
  without: string | null;
  example: string;
}

const NOT_DOCUMENTED = "What Fireworks does without it is not documented.";

/**
 * What to know of each field. Purposes, defaults and what does not work without a role are the words of Fireworks' Gateway REST API
 * 4.259.0, schema `gatewayEksCluster`; where it says nothing, neither does this.
 */
export const NEW_CLUSTER_FIELDS: Readonly<Record<FieldPath, NewClusterField>> = {
  clusterId: {
    label: "Cluster id",
    explanation: "Its name in every address, for ever: lower-case letters, digits and hyphens, at most 63.",
    without: null,
    example: "train-eu",
  },
  displayName: {
    label: "Display name",
    explanation: "What people read, fewer than 64 characters.",
    without: "The id is shown instead.",
    example: "Training EU",
  },
  "eksCluster.awsAccountId": {
    label: "AWS account id",
    explanation: "The account that the cluster lives in and that AWS bills: 12 digits, leading zeros included.",
    without: null,
    example: "004815162342",
  },
  "eksCluster.region": {
    label: "AWS region",
    explanation: "Where the cluster lives. Any region may be typed; the list only suggests.",
    without: null,
    example: "eu-central-1",
  },
  "eksCluster.clusterName": {
    label: "EKS cluster name",
    explanation: "The cluster's name in EKS: letters, digits, hyphens and underscores, at most 100.",
    without: `${NOT_DOCUMENTED} Clusterdeck offers the command for kubectl only where it is set.`,
    example: "fireworks-train-eu",
  },
  "eksCluster.storageBucketName": {
    label: "S3 bucket",
    explanation: "The bucket's name alone, without s3://: 3 to 63 lower-case letters, digits, hyphens and dots.",
    without: NOT_DOCUMENTED,
    example: "acme-fireworks-models",
  },
  "eksCluster.fireworksManagerRole": {
    label: "Manager role",
    explanation: "The IAM role with which Fireworks manages its resources in your account.",
    without: "Fireworks takes the role FireworksManagerRole of the AWS account above: it must exist.",
    example: "arn:aws:iam::004815162342:role/FireworksManagerRole",
  },
  "eksCluster.metricWriterRole": {
    label: "Metric writer role",
    explanation:
      "The IAM role that sends metrics to Fireworks. The service account system:serviceaccount:gmp-system:collector on the cluster must be able to assume it.",
    without: "No metrics are written.",
    example: "arn:aws:iam::004815162342:role/FireworksMetricWriter",
  },
  "eksCluster.loadBalancerControllerRole": {
    label: "Load balancer role",
    explanation: "The IAM role of the EKS load balancer controller, which makes the load balancer of the gateway.",
    without: "No gateway is created.",
    example: "arn:aws:iam::004815162342:role/FireworksLoadBalancer",
  },
  "eksCluster.inferenceRole": {
    label: "Inference role",
    explanation: "The IAM role of the inference pods on the cluster.",
    without: NOT_DOCUMENTED,
    example: "arn:aws:iam::004815162342:role/FireworksInference",
  },
  "eksCluster.workloadIdentityPoolProviderId": {
    label: "Workload identity pool provider",
    explanation:
      "The id of the Google Cloud provider for this cluster, in Fireworks' own project and its pool byoc-pool: 4 to 32 lower-case letters, digits and hyphens.",
    without: NOT_DOCUMENTED,
    example: "acme-train-eu",
  },
  "fakeCluster.projectId": {
    label: "Project",
    explanation: "Any word: the test backend runs nothing.",
    without: "The test backend needs none.",
    example: "test-project",
  },
  "fakeCluster.location": {
    label: "Location",
    explanation: "Any word.",
    without: "The test backend needs none.",
    example: "nowhere-1",
  },
  "fakeCluster.clusterName": {
    label: "Fake cluster's name",
    explanation: "Any word.",
    without: "The test backend needs none.",
    example: "fake-1",
  },
};

export const BACKENDS = ["eksCluster", "fakeCluster"] as const;
/** Where a new cluster runs: in the customer's AWS account, or nowhere, for tests. */
export type Backend = (typeof BACKENDS)[number];

/** What a form holds, as typed. */
export type FieldValues = Readonly<Partial<Record<FieldPath, string>>>;

/** The fields that a form for this backend has, in order. */
export function fieldsOf(backend: Backend): FieldPath[] {
  return FIELD_PATHS.filter((path) => !path.includes(".") || path.startsWith(`${backend}.`));
}

/** The values as a new cluster, without those that were left empty or are another backend's. */
export function toNewCluster(values: FieldValues, backend: Backend): unknown {
  const order: Record<string, unknown> = {};
  const details: Record<string, string> = {};
  for (const path of fieldsOf(backend)) {
    const value = values[path]?.trim() ?? "";
    if (value === "") continue;
    const [, detail] = path.split(".");
    if (detail === undefined) order[path] = value;
    else details[detail] = value;
  }
  return { ...order, [backend]: details };
}

/** The new cluster that a form describes, or what is wrong with which of its fields. */
export function readFields(
  values: FieldValues,
  backend: Backend,
): { cluster: NewCluster | null; problems: FieldProblems } {
  const parsed = parseNewCluster(toNewCluster(values, backend));
  return parsed.ok ? { cluster: parsed.cluster, problems: {} } : { cluster: null, problems: parsed.problems };
}
