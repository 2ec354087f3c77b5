"use client";

import { parseAsArrayOf, parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { FLEET_SORTS } from "@/components/status/fleet-sort";
import { MARKS } from "@/lib/domain/cluster/mark";

const FLEET_LAYOUTS = ["tiles", "table"] as const;
export type FleetLayout = (typeof FLEET_LAYOUTS)[number];

const words = parseAsArrayOf(parseAsString).withDefault([]);

const view = {
  q: parseAsString.withDefault(""),
  status: parseAsArrayOf(parseAsStringLiteral(MARKS)).withDefault([]),
  provider: words,
  account: words,
  gpu: words,
  region: words,
  tag: words,
  sort: parseAsStringLiteral(FLEET_SORTS).withDefault("worst"),
  reverse: parseAsBoolean.withDefault(false),
  view: parseAsStringLiteral(FLEET_LAYOUTS).withDefault("tiles"),
};

/** What the reader chose to see. It lives in the URL, so that every view can be shared. */
export function useFleetView() {
  return useQueryStates(view);
}

export type FleetView = ReturnType<typeof useFleetView>[0];
export type ChangeFleetView = ReturnType<typeof useFleetView>[1];
