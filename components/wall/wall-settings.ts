"use client";

import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { readWallSettings, type WallSettings } from "./wall-parameters";

/** This screen's settings from its URL. */
export function useWallSettings(): WallSettings {
  const search = useSearchParams();
  return useMemo(() => readWallSettings((name) => search.get(name)), [search]);
}
