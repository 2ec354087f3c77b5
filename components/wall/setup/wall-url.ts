import { createSerializer } from "nuqs/server";
import { type WallSettings, wallParameters } from "../wall-settings";

const serialize = createSerializer(wallParameters);

/** The address of a screen with these settings. Defaults are left out. */
export function wallPath(settings: WallSettings): string {
  return serialize("/wall", settings);
}
