import "server-only";
import type { Fact } from "@/lib/domain/cluster/cluster";
import { clip } from "@/lib/domain/text/scrub";
import { imageName, maskedImageName } from "@/lib/server/providers/image-name";
import { serviceAddress } from "@/lib/server/providers/service-address";
import { operatorFacts, toFacts } from "@/lib/server/providers/to-facts";
import { firewallWords } from "./firewall";
import type { WireCluster } from "./wire";

const MAX_NAMES_LENGTH = 500;

export function factsOf(cluster: WireCluster): Fact[] {
  const hardware = cluster.configuration ?? cluster;
  const { template_name, template_version } = cluster.template_info ?? {};
  return [
    ...toFacts([
      ["Description", cluster.description],
      ["Project", cluster.project_info?.project_name],
      ["Template", [template_name, template_version].filter((part) => part).join(" ")],
    ]),
    ...imageFacts(cluster),
    ...toFacts([
      ["CPU cores", hardware.cpu_cores],
      ["Memory (GB)", hardware.memory_gb],
      ["Storage (GB)", [hardware.storage_gb, hardware.storage_type].filter((part) => part).join(" ")],
      ["Container disk (GB)", cluster.containerDiskSize],
      ["Volume (GB)", cluster.volumeSize],
      ["Availability zone", hardware.availability_zone],
    ]),
    ...networkFacts(cluster),
    ...environmentFacts(cluster.environment),
    ...(cluster.cost?.facts ?? []),
  ];
}

/** A registry's host may be private, so only operators read it. */
function imageFacts({ template_info }: WireCluster): Fact[] {
  const image = template_info?.docker_image;
  if (!image) return [];
  const [whole, masked] = [imageName(image), maskedImageName(image)];
  if (!whole || !masked) return [];
  return [{ label: "Image", value: masked, ...(whole !== masked && { operatorValue: whole }) }];
}

/** How it can be reached is for those who may log in. */
function networkFacts({ network }: WireCluster): Fact[] {
  return operatorFacts(
    [
      ["Public address", serviceAddress(network?.public_ip)],
      ["Firewall", firewallWords(network?.firewall_rules ?? [])],
    ],
    "Network",
  );
}

function environmentFacts(names: readonly string[]): Fact[] {
  if (names.length === 0) return [];
  return toFacts(
    [
      ["Variables", names.length],
      ["Names", clip(names.join(", "), MAX_NAMES_LENGTH)],
    ],
    "Environment",
  );
}
