import "server-only";
import type { StorePart } from "../store/store-part";
import { ACCESS_MIGRATIONS } from "./migrations";

export const ACCESS_PART: StorePart = {
  migrations: ACCESS_MIGRATIONS,
  tables: [
    { name: "accessSecret", key: ["id"] },
    { name: "person", key: ["id"] },
    { name: "session", key: ["id"] },
    { name: "credential", key: ["id"] },
    { name: "verification", key: ["id"] },
    { name: "setupCode", key: ["hash"] },
  ],
};
