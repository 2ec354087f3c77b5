import "server-only";

/**
 * Everything an instance may hold that must never leave the server, each value marked so that a test can look for it, beside what
 * may be shown of it: names, counts, sizes, and to operators the image with its registry.
 */
export const PRIVATE_INSTANCE_FIELDS = {
  launch_configuration: {
    type: "docker",
    docker_configuration: {
      image: "registry.acme.example:5000/research/vllm-openai:0.9",
      args: "--api-key CANARY-args",
      shared_memory_in_gb: 8,
      envs: [
        { name: "HUGGING_FACE_HUB_TOKEN", value: "CANARY-docker-env" },
        { name: "token=CANARY-env-in-the-name", value: "" },
      ],
      port_mappings: [{ host_port: 80, container_port: 8000 }],
      volume_mounts: [{ host_path: "/CANARY-host-path", container_path: "/CANARY-container-path" }],
      registry_credentials: { username: "CANARY-registry-user", password: "CANARY-registry-password" },
    },
    script_configuration: { base64_script: "CANARYbase64script" },
  },
  envs: [{ name: "WANDB_API_KEY", value: "CANARY-env" }],
  ssh_key_id: "CANARY-ssh-key-id",
  volume_ids: ["CANARY-volume-id"],
  alert: { spend_threshold: "CANARY-alert" },
  auto_delete: { spend_threshold: "CANARY-auto-delete" },
};
