import "server-only";
import { type EpochMs, MINUTE_MS } from "@/lib/domain/time/epoch";

/** One cluster of the fake, from which its body in each of the API's three shapes is made. */
export interface TensorOneCluster {
  id: string;
  name: string;
  description: string;
  publicIp: string;
  status: string;
  createdAt: EpochMs;
  statusSince: EpochMs;
  gpuType: string;
  gpuCount: number;
  hourlyRate: number;
  healthChecks: Record<string, string>;
  /** Whether it has a past to tell in its metrics. */
  hasHistory: boolean;
}

const REGION = "us-west-2";
const STORAGE_GB = 1_000;

/** v1, `GET /clusters/{id}`. What must never leave the server carries a mark that a test can look for. */
export function detailsBody(cluster: TensorOneCluster) {
  const { region, project_id, template_id, cpu_cores, memory_gb, storage_gb, gpu_type, gpu_count, ...rest } =
    itemBody(cluster);
  const host = `ssh-${cluster.name}.tensorone.example`;
  return {
    ...rest,
    status_details: {
      message: `Cluster is ${cluster.status}`,
      last_status_change: wholeSeconds(cluster.statusSince),
      health_checks: cluster.healthChecks,
    },
    configuration: {
      ...{ gpu_type, gpu_count, cpu_cores, memory_gb, storage_gb, region },
      storage_type: "nvme",
      availability_zone: `${region}a`,
    },
    project_info: {
      project_id,
      project_name: "research",
      owner_id: "CANARY-owner-id",
      owner_email: "CANARY-owner@tensorone.example",
    },
    template_info: {
      template_id,
      template_name: "PyTorch 2.1 with CUDA 11.8",
      template_version: "v2.1.0",
      docker_image: "registry.acme.example/research/pytorch:2.1-cuda11.8",
    },
    environment: { HF_TOKEN: "CANARY_environment", WANDB_API_KEY: "CANARY_wandb", NCCL_DEBUG: "CANARY_debug" },
    network: {
      private_ip: "CANARY-private-ip",
      public_ip: cluster.publicIp,
      proxy_url: `https://${cluster.name}.tensorone.example`,
      ssh_connection: {
        host,
        port: 22,
        username: "root",
        status: "connected",
        connection_string: `ssh CANARY@${host}`,
        last_connection: wholeSeconds(cluster.statusSince + 90 * MINUTE_MS),
      },
      port_mappings: [
        {
          internal_port: 6006,
          external_port: 32002,
          protocol: "tcp",
          description: "TensorBoard",
          url: `https://${cluster.name}-6006.tensorone.example`,
          status: "active",
        },
      ],
      security_groups: ["CANARY-security-group"],
      firewall_rules: [
        {
          direction: "inbound",
          protocol: "tcp",
          port_range: "22",
          source: "0.0.0.0/0",
          description: "SSH access",
        },
        {
          direction: "inbound",
          protocol: "tcp",
          port_range: "32000-32100",
          source: "198.18.0.0/15",
          description: null,
        },
      ],
    },
    cost: { current_hourly_rate: cluster.hourlyRate, billing_account: "CANARY-billing-account" },
  };
}

/** What `include_cost_breakdown` adds to a cluster's cost. */
export function costParts({ hourlyRate }: TensorOneCluster) {
  return {
    cost_breakdown: {
      compute: round(hourlyRate * 0.92),
      storage: round(hourlyRate * 0.08),
      network: 0,
      invoice_reference: "CANARY-invoice",
    },
    cost_projections: { daily: round(hourlyRate * 24), monthly: round(hourlyRate * 730) },
  };
}

function round(amount: number): number {
  return Math.round(amount * 10_000) / 10_000;
}

/** v1, `GET /clusters`: flat where the details are nested. */
export function itemBody(cluster: TensorOneCluster) {
  return {
    id: cluster.id,
    name: cluster.name,
    description: cluster.description,
    status: cluster.status,
    gpu_type: cluster.gpuType,
    gpu_count: cluster.gpuCount,
    cpu_cores: 32,
    memory_gb: 256,
    storage_gb: STORAGE_GB,
    region: REGION,
    project_id: "CANARY-project-id",
    template_id: "CANARY-template-id",
    created_at: wholeSeconds(cluster.createdAt),
  };
}

/** v2, `GET /clusters`: seven fields. */
export function bareBody(cluster: TensorOneCluster) {
  return {
    id: cluster.id,
    name: cluster.name,
    status: cluster.status,
    gpuType: cluster.gpuType,
    containerDiskSize: 50,
    volumeSize: STORAGE_GB,
    createdAt: wholeSeconds(cluster.createdAt),
  };
}

export function wholeSeconds(time: EpochMs): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, "Z");
}
