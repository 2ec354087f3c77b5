import "server-only";
import { type EpochMs, SECOND_MS } from "@/lib/domain/time/epoch";
import { PRIVATE_COLUMNS } from "./private-fields";

export type WireObject = Record<string, unknown>;

export interface Machine {
  gpuName: string;
  gpus: number;
  /** MB of each GPU. */
  gpuRam: number;
  /** Dollars an hour for all GPUs. */
  dphBase: number;
  geolocation: string;
}

export interface InstanceStory {
  id: number;
  label: string | null;
  machine: Machine;
  status: "running" | "stopped";
  isBid: boolean;
  startedAt: EpochMs;
  endsAt: EpochMs;
  /** Percent. */
  gpuUtil: number;
}

const HOURS_PER_MONTH = 720;
const STORAGE_COST = 0.149_333_333_333_333_35;
const DISK_GB = 200;

/** As `GET /v1/instances` writes it with all its columns. */
export function instanceBody(story: InstanceStory): WireObject {
  const { id, machine, status, isBid } = story;
  const isRunning = status === "running";
  const diskHour = (STORAGE_COST * DISK_GB) / HOURS_PER_MONTH;
  return {
    id,
    label: story.label,
    actual_status: status,
    cur_state: status,
    intended_status: status,
    next_state: status,
    status_msg: isRunning ? "success, running pytorch/pytorch_2.6.0-cuda12.6/ssh" : null,
    image_uuid: "pytorch/pytorch:2.6.0-cuda12.6-cudnn9-runtime",
    image_runtype: "ssh ssh_direc ssh_proxy",
    template_name: "PyTorch (Vast)",
    machine_id: 12_000 + (id % 1_000),
    host_id: 7_000 + (id % 100),
    start_date: story.startedAt / SECOND_MS + 0.122_317_8,
    end_date: story.endsAt / SECOND_MS,
    gpu_name: machine.gpuName,
    num_gpus: machine.gpus,
    gpu_ram: machine.gpuRam,
    gpu_totalram: machine.gpuRam * machine.gpus,
    gpu_util: isRunning ? story.gpuUtil : null,
    gpu_temp: isRunning ? 38.999_981 + story.gpuUtil / 4 : null,
    gpu_frac: 1,
    cpu_name: "AMD EPYC 7543 32-Core",
    cpu_arch: "amd64",
    cpu_cores: 64,
    cpu_cores_effective: 32,
    cpu_ram: 515_890,
    cpu_util: 0,
    disk_space: DISK_GB,
    disk_util: -1,
    dph_base: machine.dphBase,
    dph_total: machine.dphBase + diskHour,
    is_bid: isBid,
    min_bid: isBid ? machine.dphBase * 0.75 : machine.dphBase * 0.4,
    storage_cost: STORAGE_COST,
    storage_total_cost: diskHour,
    instance: {
      gpuCostPerHour: isRunning ? machine.dphBase : 0,
      diskHour,
      totalHour: diskHour + (isRunning ? machine.dphBase : 0),
      discountTotalHour: 0,
      discountedTotalPerHour: diskHour + (isRunning ? machine.dphBase : 0),
    },
    ssh_host: `ssh${(id % 9) + 1}.vast.example`,
    ssh_idx: String((id % 9) + 1),
    ssh_port: 10_000 + (id % 30_000),
    public_ipaddr: `198.18.77.${(id % 250) + 1}`,
    ports: isRunning
      ? {
          "22/tcp": [
            { HostIp: "0.0.0.0", HostPort: String(20_000 + (id % 1_000)) },
            { HostIp: "::", HostPort: String(20_000 + (id % 1_000)) },
          ],
          "8080/tcp": [{ HostIp: "0.0.0.0", HostPort: String(30_000 + (id % 1_000)) }],
        }
      : null,
    geolocation: machine.geolocation,
    verification: "verified",
    reliability2: 0.998_6,
    ...PRIVATE_COLUMNS,
  };
}
