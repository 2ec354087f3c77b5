import "server-only";

/** The configurations of the fake's machines, as the wire writes them; `cents` per hour and machine. */
export interface Machine {
  cents: number;
  shadeInstanceType: string;
  configuration: Record<string, string | number | boolean>;
}

export const H100_X8: Machine = machine("H100_sxm5x8", 2_264, {
  gpu_type: "H100",
  num_gpus: 8,
  vram_per_gpu_in_gb: 80,
  nvlink: true,
});
export const A100_X8: Machine = machine("A100_80Gx8", 1_080, {
  gpu_type: "A100_80G",
  num_gpus: 8,
  vram_per_gpu_in_gb: 80,
  nvlink: true,
});
export const L40S_X4: Machine = machine("L40Sx4", 396, {
  gpu_type: "L40S",
  num_gpus: 4,
  vram_per_gpu_in_gb: 48,
  interconnect: "pcie",
});
export const A6000_X1: Machine = machine("A6000", 57, {
  gpu_type: "A6000",
  num_gpus: 1,
  vram_per_gpu_in_gb: 48,
  interconnect: "pcie",
});

function machine(shadeInstanceType: string, cents: number, configuration: Machine["configuration"]): Machine {
  return {
    shadeInstanceType,
    cents,
    configuration: {
      memory_in_gb: 1_800,
      storage_in_gb: 2_048,
      vcpus: 192,
      interconnect: "sxm5",
      gpu_manufacturer: "nvidia",
      os: "ubuntu22.04_cuda12.4_shade_os",
      ...configuration,
    },
  };
}
