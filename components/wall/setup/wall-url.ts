import { changeQuery, writeChanges } from "@/components/ui/url-state/url-query";
import { type WallSettings, wallParameters } from "../wall-parameters";

/** The address of a screen with these settings. Defaults are left out. */
export function wallPath(settings: WallSettings): string {
  return `/wall${changeQuery("", writeChanges(wallParameters, settings))}`;
}
