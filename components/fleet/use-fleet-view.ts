"use client";

import {
  type inferParserType,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsString,
  parseAsStringLiteral,
  useQueryStates,
} from "nuqs";
import { useMemo } from "react";
import { FLEET_SORTS } from "@/components/status/fleet-sort";
import { MARKS } from "@/lib/domain/cluster/mark";
import { FORMER_ACCOUNT } from "@/lib/domain/text/former-words";

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

/** A bookmark may filter by account under its former name. */
const parameters = { ...view, [FORMER_ACCOUNT]: words };

type NullableValues = { [Name in keyof typeof view]: inferParserType<(typeof view)[Name]> | null };

/** What the reader chose to see. It lives in the URL, so that every view can be shared. */
export function useFleetView() {
  const [{ [FORMER_ACCOUNT]: former, ...shown }, setView] = useQueryStates(parameters);
  const account = useMemo(() => [...new Set([...shown.account, ...former])], [shown.account, former]);
  const changeView = (next: Partial<NullableValues> | null) =>
    // From the first change on, the URL says it in today's word.
    setView(next === null || former.length === 0 ? next : { account, ...next, [FORMER_ACCOUNT]: null });
  return [{ ...shown, account }, changeView] as const;
}

export type FleetView = ReturnType<typeof useFleetView>[0];
export type ChangeFleetView = ReturnType<typeof useFleetView>[1];
