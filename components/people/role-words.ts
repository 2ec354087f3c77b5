import type { Role } from "@/lib/domain/people/role";

export const ROLE_WORDS: Record<Role, string> = {
  viewer: "Sees status, health and costs",
  operator: "Also sees connection details, creates clusters, and makes share links",
  admin: "Also manages people and settings, and reads the audit log",
};
