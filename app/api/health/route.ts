import { healthSchema } from "@/lib/contract/operations";
import { sendJson } from "@/lib/server/http/send-json";

/** Answers as long as the process is alive, whatever else fails: for a container's health check. */
export function GET(): Response {
  return sendJson(healthSchema, { status: "ok" });
}
