import "server-only";
import { type EpochMs, HOUR_MS } from "@/lib/domain/time/epoch";
import type { Machine } from "./machines";

export type WireObject = Record<string, unknown>;

export interface InstanceStory {
  id: string;
  name: string;
  cloud: string;
  region: string;
  machine: Machine;
  status: string;
  detail?: string;
  /** Without one the instance has not booted. */
  ip: string | null;
  createdAt: EpochMs;
  activeAt: EpochMs | null;
}

const BOOT_TIME = { min_boot_in_sec: 180, max_boot_in_sec: 300 };

/** As `GET /instances` writes it: null before boot where the specification says required, and `ssh_port` null even after it. */
export function instanceBody(story: InstanceStory, now: EpochMs): WireObject {
  const { machine } = story;
  return {
    id: story.id,
    cloud: story.cloud,
    region: story.region,
    shade_instance_type: machine.shadeInstanceType,
    cloud_instance_type: `gpu_${machine.shadeInstanceType.toLowerCase()}`,
    cloud_assigned_id: "CANARY-cloud-assigned-id",
    shade_cloud: true,
    name: story.name,
    configuration: machine.configuration,
    ip: story.ip,
    ssh_user: "shadeform",
    ssh_port: null,
    status: story.status,
    status_details: story.detail ?? "",
    cost_estimate: ((machine.cents * hours(story.activeAt, now)) / 100).toFixed(1),
    hourly_price: machine.cents,
    tags: [],
    port_mappings: [],
    boot_time: BOOT_TIME,
    created_at: microseconds(story.createdAt),
    active_at: story.activeAt === null ? null : microseconds(story.activeAt),
    deleted_at: null,
  };
}

export interface ClusterStory {
  id: string;
  name: string;
  cloud: string;
  region: string;
  regionLabel: string;
  status: string;
  detail?: string;
  createdAt: EpochMs;
  activeAt: EpochMs | null;
  hourlyCents: number;
  instances: readonly WireObject[];
}

export function clusterBody(story: ClusterStory, now: EpochMs): WireObject {
  return {
    id: story.id,
    cloud: story.cloud,
    name: story.name,
    cloud_cluster_id: "CANARY-cloud-cluster-id",
    region_info: { region: story.region, display_name: story.regionLabel },
    status: story.status,
    status_details: story.detail ?? null,
    created_at: new Date(story.createdAt).toISOString(),
    updated_at: new Date(story.activeAt ?? story.createdAt).toISOString(),
    active_at: story.activeAt === null ? null : new Date(story.activeAt).toISOString(),
    instances: story.instances,
    hourly_price: story.hourlyCents,
    cost_estimate: `$${((story.hourlyCents * hours(story.activeAt, now)) / 100).toFixed(2)}`,
  };
}

function hours(since: EpochMs | null, now: EpochMs): number {
  return since === null ? 0 : (now - since) / HOUR_MS;
}

/** Instances carry microseconds, clusters milliseconds. */
function microseconds(time: EpochMs): string {
  return new Date(time).toISOString().replace("Z", "459Z");
}
