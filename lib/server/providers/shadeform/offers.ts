import "server-only";
import type { Offer } from "@/lib/domain/cluster/offer";
import { centsPerHour, type UsdMicrosPerHour } from "@/lib/domain/money/cost";
import { parseItems } from "@/lib/server/providers/items";
import type { NoteOdd } from "@/lib/server/providers/read-leniently";
import type { WirePlace } from "./rental-wire";
import { toShape } from "./shape";
import { instanceTypeSchema, type WireInstanceType } from "./wire";

/** The machines that are available now, with a separate offer for each place. A machine without a readable price is not an offer. */
export function toOffers(rawTypes: readonly unknown[], noteOdd: NoteOdd): Offer[] {
  return parseItems(rawTypes, instanceTypeSchema, () => null, noteOdd).items.flatMap(offersOf);
}

function offersOf(type: WireInstanceType): Offer[] {
  const { cloud, availability } = type;
  if (!cloud) return [];
  const offer = {
    cloud,
    shape: toShape(type.configuration),
    kind: type.deployment_type ?? null,
    bootMs: bootMsOf(type),
  };
  return (availability ?? []).flatMap((place) => {
    const { region, display_name, available, rental } = place;
    const id = region ?? display_name;
    const usdMicrosPerHour = priceAt(place, type);
    if (available !== true || usdMicrosPerHour === null || (rental !== "on-demand" && rental !== "spot")) return [];
    return [{ ...offer, region: id ? { id, label: display_name ?? id } : null, rental, usdMicrosPerHour }];
  });
}

/** The machine's own price is for renting it on demand; a price of 0 is none. */
function priceAt({ rental, hourly_price }: WirePlace, type: WireInstanceType): UsdMicrosPerHour | null {
  if (hourly_price) return hourly_price;
  return rental === "on-demand" ? centsPerHour(type.hourly_price) || null : null;
}

function bootMsOf({ boot_time }: WireInstanceType): Offer["bootMs"] {
  const max = boot_time?.max_boot_in_sec ?? boot_time?.min_boot_in_sec;
  return max ? { min: (boot_time?.min_boot_in_sec ?? max) * 1_000, max: max * 1_000 } : null;
}
