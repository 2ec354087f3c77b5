import "server-only";
import type { StorePart } from "../../store/store-part";
import { SHARE_MIGRATIONS } from "./migrations";

export const SHARE_PART: StorePart = {
  migrations: SHARE_MIGRATIONS,
  tables: [
    { name: "shareLink", key: ["id"] },
    { name: "shareLinkCluster", key: ["linkId", "clusterId"] },
  ],
};
