import "server-only";
import type { WireObject } from "./bodies";
import { A100_X8, A6000_X1, H100_X8, L40S_X4, type Machine } from "./machines";

interface Stock {
  cloud: string;
  machine: Machine;
  cents: number;
  /** By region: whether it has one now. */
  regions: Record<string, { label: string; available: boolean }>;
  changes?: Machine["configuration"];
  kind?: string;
}

const HOUSTON = { "houston-usa-1": { label: "US, Houston, TX", available: true } };
const KANSAS = { "kansascity-usa-1": { label: "US, Kansas City, MO", available: true } };
const HELSINKI = { "helsinki-finland-1": { label: "Finland, Helsinki", available: true } };

const STOCK: readonly Stock[] = [
  { cloud: "denvr", machine: H100_X8, cents: 2_264, regions: HOUSTON },
  {
    cloud: "hyperstack",
    machine: H100_X8,
    cents: 1_920,
    regions: { "montreal-canada-2": { label: "Canada, Montreal", available: true }, ...KANSAS },
    changes: { storage_in_gb: 1_000 },
  },
  { cloud: "nebius", machine: H100_X8, cents: 2_032, regions: HELSINKI },
  { cloud: "crusoe", machine: H100_X8, cents: 1_760, regions: { "iceland-1": { label: "Iceland", available: false } } },
  { cloud: "lambdalabs", machine: H100_X8, cents: 1_500, regions: KANSAS, changes: { interconnect: "pcie" } },
  { cloud: "massedcompute", machine: A100_X8, cents: 992, regions: KANSAS, kind: "baremetal" },
  { cloud: "datacrunch", machine: A100_X8, cents: 1_032, regions: HELSINKI, kind: "container" },
  { cloud: "massedcompute", machine: L40S_X4, cents: 404, regions: KANSAS },
  { cloud: "massedcompute", machine: A6000_X1, cents: 57, regions: KANSAS },
  { cloud: "hyperstack", machine: A6000_X1, cents: 50, regions: HELSINKI, changes: { memory_in_gb: 58 } },
];

/** As `GET /instances/types` writes it. */
export function typeBodies(availableOnly: boolean): WireObject[] {
  const bodies = STOCK.map(({ cloud, machine, cents, regions, changes, kind = "vm" }) => ({
    cloud,
    shade_instance_type: machine.shadeInstanceType,
    cloud_instance_type: `CANARY-${cloud}-flavour`,
    configuration: { ...machine.configuration, ...changes, os_options: [machine.configuration.os] },
    hourly_price: cents,
    deployment_type: kind,
    availability: Object.entries(regions)
      .filter(([, { available }]) => available || !availableOnly)
      .map(([region, { label, available }]) => ({ region, available, display_name: label })),
    boot_time: { min_boot_in_sec: 300, max_boot_in_sec: 540 },
  }));
  return bodies.filter(({ availability }) => availability.length > 0);
}
