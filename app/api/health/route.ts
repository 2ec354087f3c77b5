import { healthSchema } from "@/lib/contract/operations";
import { sendJson } from "@/lib/server/http/send-json";

/** Answered while the process lives, whatever else fails: what a container's health check asks. */
export function GET(): Response {
  return sendJson(healthSchema, { status: "ok" });
}
