import "server-only";
import type { StorePart } from "../store/store-part";
import { AUTH_MIGRATIONS } from "./migrations";

export const AUTH_PART: StorePart = {
  migrations: AUTH_MIGRATIONS,
  tables: [
    { name: "authSecret", key: ["id"] },
    { name: "person", key: ["id"] },
    { name: "session", key: ["id"] },
    { name: "credential", key: ["id"] },
    { name: "verification", key: ["id"] },
    { name: "setupCode", key: ["hash"] },
  ],
};
