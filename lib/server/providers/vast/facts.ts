import "server-only";
import type { Fact } from "@/lib/domain/cluster/cluster";
import { isNoGpu } from "@/lib/domain/cluster/gpu-model";
import { parseUsdPerHour } from "@/lib/domain/money/cost";
import { formatRate } from "@/lib/domain/money/format-usd";
import { imageName, maskedImageName } from "@/lib/server/providers/image-name";
import { operatorFacts, toFacts } from "@/lib/server/providers/to-facts";
import type { WireInstance } from "./wire";

const MB_PER_GB = 1_024;

export function factsOf(instance: WireInstance): Fact[] {
  const { reliability2: reliability, is_bid, min_bid, image_uuid } = instance;
  const lowestBid = parseUsdPerHour(min_bid);
  return [
    ...toFacts([
      [
        "Rental",
        is_bid ? "Interruptible: Vast.ai stops it when others bid more" : is_bid === false ? "On demand" : null,
      ],
      ["Lowest bid that runs now", is_bid && lowestBid ? formatRate(lowestBid) : null],
      ["VRAM per GPU (GB)", isNoGpu(instance.gpu_name) ? null : gigabytes(instance.gpu_ram)],
      ["CPU", instance.cpu_name],
      ["vCPUs", instance.cpu_cores_effective],
      ["Memory of the machine (GB)", gigabytes(instance.cpu_ram)],
      ["Disk (GB)", instance.disk_space],
      ["Host's reliability (%)", reliability ? (reliability * 100).toFixed(1) : null],
      ["Host's verification", instance.verification],
      ["Template", instance.template_name],
    ]),
    ...(image_uuid
      ? [{ label: "Image", value: maskedImageName(image_uuid), operatorValue: imageName(image_uuid) }]
      : []),
    ...operatorFacts([
      ["Machine at Vast.ai", instance.machine_id],
      ["Host at Vast.ai", instance.host_id],
    ]),
  ];
}

function gigabytes(megabytes: number | null | undefined): number | null {
  return megabytes ? Math.round(megabytes / MB_PER_GB) : null;
}
