import { z } from "zod/mini";

/*
 * What Fireworks needs to create a cluster: fields and limits from its API's document 001 "Create Cluster" and Gateway REST API
 * 4.259.0. Where they state no rule, AWS's or Google's own for that kind of name holds.
 */

/** A text that keeps a rule. Whatever else comes, or nothing, is told the same sentence: what would be right. */
function text(sentence: string, rule: RegExp | ((text: string) => boolean)) {
  const fits = rule instanceof RegExp ? (value: string) => rule.test(value) : rule;
  return z.string({ error: sentence }).check(z.refine(fits, { error: sentence }));
}

/** `arn:aws:iam::<account>:role/<path and name>`, as IAM bounds it: paths of 512 characters, names of 64. */
const ROLE_ARN = /^arn:aws(?:-cn|-us-gov)?:iam::(\d{12}):role\/(?:[\w+=,.@/-]{0,510}\/)?[\w+=,.@-]{1,64}$/;

const role = z.optional(
  text("A role is its whole ARN, such as arn:aws:iam::004815162342:role/Name; leave it out for none.", ROLE_ARN),
);

/** S3's rules for a bucket's name; what it keeps for itself begins and ends in these ways. */
function isBucketName(name: string): boolean {
  const isShaped = /^(?!xn--|sthree-|amzn-s3-demo-)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name);
  const isReserved = /(?:-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/.test(name);
  const isAddress = /^\d+\.\d+\.\d+\.\d+$/.test(name);
  return isShaped && !isReserved && !isAddress && !name.includes("..");
}

/** New AWS regions appear, so this is their form and not a list of them: `us-gov-east-1`, `ap-southeast-4`. */
const REGION = /^[a-z]{2,5}(?:-[a-z]{2,12}){1,3}-\d{1,2}$/;
/** EKS's rule. */
const EKS_NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/;
/** Google's rule for the id of a workload identity pool provider. */
const POOL_PROVIDER_ID = /^(?!gcp-)[a-z0-9-]{4,32}$/;
/** Fireworks says no more than "e.g. my-cluster": this is the form of a host name's label. */
const CLUSTER_ID = /^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** Part of a test: any plain word. */
const FAKE_WORD = /^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/;

const fakeWord = z.optional(
  text("Give letters, digits, hyphens and underscores, at most 63, or leave it out.", FAKE_WORD),
);

const NEEDS_EKS = "Say which AWS account and region the cluster is in: eksCluster with awsAccountId and region.";
const NOT_AN_OBJECT = "Send an object with clusterId, displayName and eksCluster.";

const eksClusterSchema = z.strictObject(
  {
    awsAccountId: text("An AWS account id is 12 digits, as text, such as 004815162342.", /^\d{12}$/),
    region: text("Give the name of an AWS region, such as us-east-1 or eu-central-1.", REGION),
    clusterName: z.optional(
      text(
        "An EKS cluster's name begins with a letter or digit and has at most 100 letters, digits, - and _.",
        EKS_NAME,
      ),
    ),
    storageBucketName: z.optional(
      text(
        "An S3 bucket's name has 3 to 63 lower-case letters, digits, hyphens and single dots, begins and ends with a letter or digit, and is no address.",
        isBucketName,
      ),
    ),
    fireworksManagerRole: role,
    metricWriterRole: role,
    loadBalancerControllerRole: role,
    inferenceRole: role,
    workloadIdentityPoolProviderId: z.optional(
      text(
        "This id has 4 to 32 lower-case letters, digits and hyphens, and does not begin with gcp-.",
        POOL_PROVIDER_ID,
      ),
    ),
  },
  { error: NEEDS_EKS },
);

/** Fireworks' own test backend: alternative to `eksCluster`, and offered by the demo only. */
const fakeClusterSchema = z.strictObject(
  { projectId: fakeWord, location: fakeWord, clusterName: fakeWord },
  { error: "A fake cluster is an object with projectId, location and clusterName, all of which may be left out." },
);

const newClusterSchema = z
  .strictObject(
    {
      clusterId: text(
        "An id begins with a lower-case letter and has at most 63 lower-case letters, digits and hyphens, with no hyphen at its end, such as train-eu.",
        CLUSTER_ID,
      ),
      displayName: z.optional(
        text("A name is one line of fewer than 64 characters; leave it out to show the id.", isDisplayName),
      ),
      eksCluster: z.optional(eksClusterSchema),
      fakeCluster: z.optional(fakeClusterSchema),
    },
    { error: NOT_AN_OBJECT },
  )
  .check(
    z.refine(({ eksCluster, fakeCluster }) => (eksCluster === undefined) !== (fakeCluster === undefined), {
      error: NEEDS_EKS,
      path: ["eksCluster"],
    }),
  );

/** What a person has asked to be created. Fields that were left empty are not there. */
export type NewCluster = z.infer<typeof newClusterSchema>;

/** By a field's path, such as `eksCluster.region`: sentences that say what would be right. */
export type FieldProblems = Readonly<Record<string, string>>;

export type ParsedNewCluster = { ok: true; cluster: NewCluster } | { ok: false; problems: FieldProblems };

/** The one check, in the browser as on the server. Unknown fields are refused; what is wrong as a whole has the path `""`. */
export function parseNewCluster(input: unknown): ParsedNewCluster {
  const parsed = z.safeParse(newClusterSchema, input);
  if (parsed.success) return { ok: true, cluster: parsed.data };
  const problems = new Map<string, string>();
  for (const issue of parsed.error.issues) {
    const keys = issue.code === "unrecognized_keys" ? issue.keys : [null];
    for (const key of keys) {
      const path = [...issue.path, ...(key === null ? [] : [key])].join(".");
      // The first thing that is wrong with a field is the one to tell.
      if (!problems.has(path))
        problems.set(path, key === null ? issue.message : "There is no field of this name: leave it out.");
    }
  }
  return { ok: false, problems: Object.fromEntries(problems) };
}

/** Right, but perhaps not meant: roles of another AWS account than the cluster's. */
export function warningsOf({ eksCluster }: NewCluster): FieldProblems {
  const others = Object.entries(eksCluster ?? {}).flatMap(([name, value]) => {
    const account = ROLE_ARN.exec(value ?? "")?.[1];
    const isOther = account !== undefined && account !== eksCluster?.awsAccountId;
    return isOther ? [[`eksCluster.${name}`, `This role is in account ${account}, not in the cluster's own.`]] : [];
  });
  return Object.fromEntries(others);
}

/** The body of Fireworks' create call, which the adapter sends and the command for a shell shows. */
export function createRequestOf({ clusterId, ...cluster }: NewCluster): object {
  return { cluster, clusterId };
}

function isDisplayName(name: string): boolean {
  return name.length > 0 && name.length < 64 && name === name.trim() && !/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(name);
}
