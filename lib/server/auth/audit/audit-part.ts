import "server-only";
import type { StorePart } from "../../store/store-part";
import { AUDIT_MIGRATIONS } from "./audit-migrations";

export const AUDIT_PART: StorePart = {
  migrations: AUDIT_MIGRATIONS,
  tables: [
    { name: "auditEntry", key: ["id"], isNumbered: true },
    { name: "auditPruning", key: ["allBefore"] },
  ],
};
