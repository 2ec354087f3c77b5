import "server-only";

/** Everything that must never leave the server, each value marked so that a test can look for it. */
const PRIVATE_MACHINE_FIELDS = {
  userId: "CANARY-user-id",
  teamId: "CANARY-team-id",
  walletId: "CANARY-wallet-id",
};

export const PRIVATE_NODE_FIELDS = {
  ...PRIVATE_MACHINE_FIELDS,
  remoteId: "CANARY-node-remote-id",
  basePriceHr: 11.1,
  baseCurrency: "CANARY-currency",
  info: { cloudInit: "CANARY-node-info" },
};

export const PRIVATE_CLUSTER_FIELDS = {
  ...PRIVATE_MACHINE_FIELDS,
  remoteId: "CANARY-cluster-remote-id",
  basePriceHr: 355.2,
  baseCurrency: "CANARY-currency",
  // Operators read where it listens, and not who logs in.
  orchestratorEndpoint: "https://admin:CANARY-orchestrator-password@slurm.primecompute.example:6817",
  orchestratorConfig: { kubeconfig: "CANARY-kubeconfig", users: [{ token: "CANARY-kubeconfig-token" }] },
  orchestratorDeploymentJobId: "CANARY-job-id",
  info: { password: "CANARY-cluster-info" },
  sshKeys: [
    {
      id: "CANARY-key",
      role: "owner",
      userId: "CANARY-key-user",
      sshKeyId: "CANARY-ssh-key-id",
      // Real keys, because their fingerprints are shown; nobody has the private ones.
      publicKey:
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMcJeCpwt4uFV+Gf9U9ZuiiIBSdJOIbDNEla0/pecyXW CANARY@laptop of CANARY",
    },
    {
      id: "CANARY-other-key",
      role: "member",
      userId: null,
      sshKeyId: null,
      publicKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAC/P7ItNn7PFfZy1EL2YOJyBEDFhy/+cIYq254cqfbs CANARY@workstation",
    },
  ],
};

export const PRIVATE_POD_FIELDS = {
  ...PRIVATE_MACHINE_FIELDS,
  basePriceHr: 11.1,
  baseCurrency: "CANARY-currency",
  customTemplateId: "CANARY-template",
  jupyterPassword: "CANARY-jupyter-password",
  envVars: [{ key: "HF_TOKEN", value: "CANARY-env" }],
};

export const PRIVATE_WHOAMI_FIELDS = {
  id: "CANARY-admin-id",
  name: "CANARY Admin",
  slug: "CANARY-slug",
  email: "CANARY@example.com",
};

/** What an event says of a certificate: with a token and an e-mail address in it. */
export const CERTIFICATE_SUMMARY =
  "certificate valid for 2h signed for CANARY-oncall@example.com from 10.12.4.7 with Bearer CANARY-token";

/** As a person would write it: with an address and an e-mail in it. */
export const TEST_FAILURE =
  "NCCL all-reduce with 10.12.4.7 timed out after 600 s, ticket opened by CANARY-oncall@example.com";
