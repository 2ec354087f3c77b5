"use client";

import { useMemo } from "react";
import { FLEET_SORTS } from "@/components/status/fleet-sort";
import type { UrlChanges } from "@/components/ui/url-state/url-query";
import { flag, listOf, oneOf, orElse, text } from "@/components/ui/url-state/url-words";
import { useUrlView } from "@/components/ui/url-state/use-url-view";
import { MARKS } from "@/lib/domain/cluster/mark";
import { FORMER_ACCOUNT } from "@/lib/domain/text/former-words";

const FLEET_LAYOUTS = ["tiles", "table"] as const;
export type FleetLayout = (typeof FLEET_LAYOUTS)[number];

const words = orElse(listOf(text), []);

const view = {
  q: orElse(text, ""),
  status: orElse(listOf(oneOf(MARKS)), []),
  provider: words,
  account: words,
  gpu: words,
  region: words,
  tag: words,
  sort: orElse(oneOf(FLEET_SORTS), "worst"),
  reverse: orElse(flag, false),
  view: orElse(oneOf(FLEET_LAYOUTS), "tiles"),
};

/** A bookmark may filter by account under its former name. */
const parameters = { ...view, [FORMER_ACCOUNT]: words };

/** What the reader chose to see. It lives in the URL, so that every view can be shared. */
export function useFleetView() {
  const [{ [FORMER_ACCOUNT]: former, ...shown }, setView] = useUrlView(parameters);
  const account = useMemo(() => [...new Set([...shown.account, ...former])], [shown.account, former]);
  const changeView = (next: UrlChanges<typeof view> | null) =>
    // From the first change on, the URL says it in today's word.
    setView(next === null || former.length === 0 ? next : { account, ...next, [FORMER_ACCOUNT]: null });
  return [{ ...shown, account }, changeView] as const;
}

export type FleetView = ReturnType<typeof useFleetView>[0];
export type ChangeFleetView = ReturnType<typeof useFleetView>[1];
