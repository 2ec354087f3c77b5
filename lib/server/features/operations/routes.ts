import "server-only";
import { healthSchema, readySchema } from "@/lib/contract/operations";
import { problemSchema } from "@/lib/contract/problem";
import { defineRoute, type Route } from "../../http/define-route";
import { stopSignal } from "../../http/running-changes";
import { starting } from "../../http-problem";
import { noSuchCall } from "../../refusal";
import { namesThisServer } from "../../security/guard-call";
import { requireReady } from "./require-ready";

export const health = defineRoute({
  method: "GET",
  path: "/api/health",
  audience: "process",
  summary: "Whether the process is alive",
  answer: healthSchema,
  run: () => ({ status: "ok" as const }),
});

export const ready = defineRoute({
  method: "GET",
  path: "/api/ready",
  audience: "public",
  summary: "Whether it is ready to answer",
  answer: readySchema,
  isProbe: true,
  run: async ({ application, request }) => {
    if (stopSignal().aborted) throw starting("The server is stopping.");
    await requireReady(application).catch((error: unknown) => {
      throw namesThisServer(request)
        ? error
        : starting("Not ready. Ask under this server's own name, and it says why.");
    });
    return { status: "ready" as const };
  },
});

/** For all other addresses below `/api`. */
function atNoAddress(method: Route["method"]): Route {
  return defineRoute({
    method,
    path: "/api/{...path}",
    audience: "public",
    summary: "There is no such call",
    answer: problemSchema,
    run: () => {
      throw noSuchCall();
    },
  });
}

export const noSuchGet = atNoAddress("GET");
export const noSuchPost = atNoAddress("POST");
export const noSuchPut = atNoAddress("PUT");
export const noSuchPatch = atNoAddress("PATCH");
export const noSuchDelete = atNoAddress("DELETE");
