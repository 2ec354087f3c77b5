import "server-only";

/** Everything a pod may hold that must never leave the server, each value marked so that a test can look for it. */
export const PRIVATE_POD_FIELDS = {
  args: "--api-key CANARY-args",
  env: {
    JUPYTER_PASSWORD: "CANARY-jupyter-password",
    HF_TOKEN: "CANARY-env",
    PUBLIC_KEY: "ssh-ed25519 CANARY-public-key",
  },
  registry: "CANARY-registry-credential",
  template: "CANARY-template",
};
