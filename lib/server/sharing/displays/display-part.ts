import "server-only";
import type { StorePart } from "../../store/store-part";
import { DISPLAY_MIGRATIONS } from "./display-migrations";

export const DISPLAY_PART: StorePart = {
  migrations: DISPLAY_MIGRATIONS,
  tables: [
    { name: "displayPairing", key: ["tokenHash"] },
    { name: "displayContact", key: ["linkId"] },
  ],
};
