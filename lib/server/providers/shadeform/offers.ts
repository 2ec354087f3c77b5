import "server-only";
import type { Offer } from "@/lib/domain/cluster/offer";
import { centsPerHour } from "@/lib/domain/money/cost";
import { parseItems } from "@/lib/server/providers/items";
import { toShape } from "./shape";
import { instanceTypeSchema, type WireInstanceType } from "./wire";

/**
 * The machines that are available now, with a separate offer per region. A machine without a readable price is not an
 * offer.
 */
export function toOffers(rawTypes: readonly unknown[]): Offer[] {
  return parseItems(rawTypes, instanceTypeSchema, () => null).items.flatMap(offersOf);
}

function offersOf(type: WireInstanceType): Offer[] {
  const usdMicrosPerHour = centsPerHour(type.hourly_price);
  if (usdMicrosPerHour === null || !type.cloud) return [];
  const offer = {
    cloud: type.cloud,
    shape: toShape(type.configuration),
    usdMicrosPerHour,
    kind: type.deployment_type ?? null,
    bootMs: bootMsOf(type),
  };
  return (type.availability ?? []).flatMap(({ region, display_name, available }) => {
    const id = region ?? display_name;
    return available === true ? [{ ...offer, region: id ? { id, label: display_name ?? id } : null }] : [];
  });
}

function bootMsOf({ boot_time }: WireInstanceType): Offer["bootMs"] {
  const max = boot_time?.max_boot_in_sec ?? boot_time?.min_boot_in_sec;
  return max ? { min: (boot_time?.min_boot_in_sec ?? max) * 1_000, max: max * 1_000 } : null;
}
