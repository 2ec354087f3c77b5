import "server-only";

/**
 * The columns of an instance that must never leave Vast.ai's server, each marked so that a test can look for it. Only who asks for
 * them, or for all columns, gets them.
 */
export const PRIVATE_COLUMNS = {
  jupyter_token: "CANARY-jupyter-token",
  extra_env: [["HF_TOKEN", "CANARY-extra-env"]],
  onstart: "export WANDB_API_KEY=CANARY-onstart",
  image_args: ["--api-key", "CANARY-image-args"],
  local_ipaddrs: "CANARY-local-address",
  template_hash_id: "CANARY-template-hash",
  credit_balance: null,
  volume_info: [{ name: "CANARY-volume" }],
};

/** What `GET /v0/users/current` says beside the balance. */
export const PRIVATE_USER_FIELDS = {
  email: "CANARY@example.org",
  ssh_key: "ssh-ed25519 CANARY-ssh-key",
  sid: "CANARY-sid",
  username: "CANARY-username",
  api_key: "CANARY-api-key",
};
