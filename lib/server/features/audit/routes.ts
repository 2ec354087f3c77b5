import "server-only";
import { z } from "zod/mini";
import { auditEntrySchema, auditPageSchema } from "@/lib/contract/audit";
import { defineRoute } from "../../http/define-route";
import { answerAuditPage, sendAuditExport } from "./answer-audit";

const FILTER = {
  person: "Only e-mail addresses that contain this text",
  action: "Only this action",
  from: "A time",
  to: "A time",
};

export const listAudit = defineRoute({
  method: "GET",
  path: "/api/audit",
  audience: "admin",
  summary: "The audit log, page by page, newest first",
  query: { ...FILTER, before: "The `before` of the previous page" },
  answer: auditPageSchema,
  run: ({ application, person, request }) => answerAuditPage(application, { person, request }),
});

export const exportAudit = defineRoute({
  method: "GET",
  path: "/api/audit/export",
  audience: "admin",
  summary: "The whole audit log as a file, oldest first",
  query: FILTER,
  answer: z.array(auditEntrySchema),
  isLimited: true,
  run: ({ application, person, request }) => sendAuditExport(application, request, person),
});
