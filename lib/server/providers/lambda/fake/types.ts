import "server-only";

/** As `GET /instance-types` and every instance write it. */
export interface InstanceType {
  name: string;
  description: string;
  gpu_description: string;
  price_cents_per_hour: number;
  specs: { vcpus: number; memory_gib: number; storage_gib: number; gpus: number };
}

const H100_SPECS = { vcpus: 208, memory_gib: 1_800, storage_gib: 24_780, gpus: 8 };
export const H100_X8 = typeOf("gpu_8x_h100_sxm5", "H100 (80 GB SXM5)", 2_392, H100_SPECS);
export const A10_X1 = typeOf("gpu_1x_a10", "A10 (24 GB PCIe)", 75, {
  vcpus: 30,
  memory_gib: 200,
  storage_gib: 1_400,
  gpus: 1,
});
const CPU = typeOf("cpu_4x_general", "N/A", 8, { vcpus: 4, memory_gib: 16, storage_gib: 256, gpus: 0 });

export const TEXAS = { name: "us-south-2", description: "North Texas, USA" };
const CALIFORNIA = { name: "us-west-1", description: "California, USA" };

/** The map of `GET /instance-types`, sold-out types included. */
export function typeMap(): Record<string, object> {
  const stock = [
    { instance_type: H100_X8, regions_with_capacity_available: [] },
    { instance_type: A10_X1, regions_with_capacity_available: [CALIFORNIA, TEXAS] },
    { instance_type: CPU, regions_with_capacity_available: [CALIFORNIA] },
  ];
  return Object.fromEntries(stock.map((entry) => [entry.instance_type.name, entry]));
}

function typeOf(name: string, gpu: string, cents: number, specs: InstanceType["specs"]): InstanceType {
  const description = specs.gpus > 0 ? `${specs.gpus}x ${gpu}` : `${specs.vcpus}x CPU`;
  return { name, description, gpu_description: gpu, price_cents_per_hour: cents, specs };
}
