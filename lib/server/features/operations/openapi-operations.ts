import "server-only";
import { z } from "zod/mini";
import { accessSchema } from "@/lib/contract/access";
import { auditEntrySchema, auditPageSchema } from "@/lib/contract/audit";
import { clusterDetailSchema } from "@/lib/contract/cluster";
import { costsSchema, MAX_COST_BUCKETS, MAX_GUEST_COST_BUCKETS } from "@/lib/contract/costs";
import { clusterSchema, fleetSchema } from "@/lib/contract/fleet";
import { logsSchema } from "@/lib/contract/logs";
import { metricsSchema } from "@/lib/contract/metrics";
import { offersSchema } from "@/lib/contract/offers";
import { healthSchema, readySchema, refreshSchema } from "@/lib/contract/operations";
import { orderCommandSchema, orderFormSchema } from "@/lib/contract/order-form";
import { askingScreenSchema, collectedPairingSchema, newPairingSchema } from "@/lib/contract/pairing";
import { addedPersonSchema, passwordLinkSchema, peopleSchema, personSchema } from "@/lib/contract/people";
import { doneSchema, sessionsSchema } from "@/lib/contract/sessions";
import { connectionTestSchema, settingsSchema } from "@/lib/contract/settings";
import { createdShareLinkSchema, shareLinkSchema, shareLinksSchema } from "@/lib/contract/share-link";
import {
  sharedClusterDetailSchema,
  sharedCostsSchema,
  sharedFleetSchema,
  sharedTimelineSchema,
  unlockedSchema,
} from "@/lib/contract/shared";
import { timelineSchema } from "@/lib/contract/timeline";

/** A call: its path, its method, what it is for, the status of its success, and what it then answers; `null` is a file. */
export type Operation = readonly [
  path: string,
  method: "get" | "post" | "patch" | "delete",
  summary: string,
  status: number,
  schema: z.ZodMiniType | null,
];

/** Every call but better-auth's own below `/api/auth`, the pictures of link previews, and what operators preview of a link. */
export const OPERATIONS: readonly Operation[] = [
  ["/api/clusters", "get", "The fleet", 200, fleetSchema],
  ["/api/clusters/{clusterId}", "get", "One cluster", 200, clusterDetailSchema],
  ["/api/clusters/{clusterId}/connection", "get", "How to get into a cluster", 200, accessSchema],
  [
    "/api/clusters/{clusterId}/metrics",
    "get",
    "How a cluster performs, and did; `window` is 1h (unless given), 6h, 24h or 7d, or 30d or 1y of this server's own samples",
    200,
    metricsSchema,
  ],
  [
    "/api/clusters/{clusterId}/logs",
    "get",
    "The latest lines of a cluster's log, and when newer ones can be had",
    200,
    logsSchema,
  ],
  ["/api/clusters/{clusterId}/offers", "get", "Where the same cluster would cost less", 200, offersSchema],
  [
    "/api/clusters/{clusterId}/timeline",
    "get",
    "What a cluster was, and when; of at most 400 days",
    200,
    timelineSchema,
  ],
  [
    "/api/connections/{connectionId}/clusters",
    "post",
    "Create a cluster, as the account's order form describes it",
    201,
    clusterSchema,
  ],
  [
    "/api/connections/{connectionId}/order-form",
    "get",
    "What may be ordered at an account, and the rules of each field",
    200,
    orderFormSchema,
  ],
  [
    "/api/connections/{connectionId}/order-command",
    "post",
    "The call that an order would make at its provider, for a shell; nothing is ordered",
    200,
    orderCommandSchema,
  ],
  ["/api/connections/{connectionId}/refresh", "post", "Read one account now", 202, refreshSchema],
  [
    "/api/costs",
    "get",
    `What clusters cost, until now; at most ${MAX_COST_BUCKETS} buckets, else 400 with what can be asked; 503 with Retry-After while too many ask`,
    200,
    costsSchema,
  ],
  ["/api/costs/export", "get", "Costs as a CSV file, plain or FOCUS 1.2", 200, null],
  ["/api/share-links", "get", "Share links, the newest first", 200, shareLinksSchema],
  ["/api/share-links", "post", "Make a share link; its address is answered once", 201, createdShareLinkSchema],
  ["/api/share-links/{linkId}", "delete", "Revoke a share link", 200, shareLinkSchema],
  ["/api/shared/{token}/clusters", "get", "The fleet of a share link", 200, sharedFleetSchema],
  ["/api/shared/{token}/clusters/{alias}", "get", "One cluster of a share link", 200, sharedClusterDetailSchema],
  [
    "/api/shared/{token}/clusters/{alias}/timeline",
    "get",
    "What a cluster of a share link was, and when",
    200,
    sharedTimelineSchema,
  ],
  [
    "/api/shared/{token}/costs",
    "get",
    `What the clusters of a share link cost, as /api/costs; at most ${MAX_GUEST_COST_BUCKETS} buckets`,
    200,
    sharedCostsSchema,
  ],
  ["/api/shared/{token}/unlock", "post", "Open a share link with its password", 200, unlockedSchema],
  ["/api/pairings", "post", "A code for a screen to show, and the secret that it holds", 201, newPairingSchema],
  ["/api/pairings/collect", "post", "Whether a screen's code was entered", 200, collectedPairingSchema],
  ["/api/pairings/asking", "post", "The screen that shows a code", 200, askingScreenSchema],
  ["/api/pairings/confirm", "post", "Make the link of the screen that shows a code", 201, shareLinkSchema],
  ["/api/audit", "get", "The audit log, page by page", 200, auditPageSchema],
  ["/api/audit/export", "get", "The whole audit log, as a file", 200, z.array(auditEntrySchema)],
  ["/api/people", "get", "Who may sign in", 200, peopleSchema],
  ["/api/people", "post", "Add a person; the link that sets a password is answered once", 201, addedPersonSchema],
  ["/api/people/{personId}", "patch", "Change a person's role, or whether they may sign in", 200, personSchema],
  ["/api/people/{personId}", "delete", "Remove a person", 200, doneSchema],
  ["/api/people/{personId}/password-link", "post", "A new link that sets a password", 201, passwordLinkSchema],
  ["/api/people/{personId}/sessions", "get", "Where a person is signed in", 200, sessionsSchema],
  ["/api/sessions", "get", "Where you are signed in", 200, sessionsSchema],
  ["/api/sessions/{sessionId}", "delete", "End a session", 200, doneSchema],
  ["/api/setup", "post", "Become the first admin, with the code that the server printed", 201, doneSchema],
  ["/api/settings", "get", "How the server is set up", 200, settingsSchema],
  [
    "/api/settings/connections/{connectionId}/test",
    "post",
    "Read one account, and say how that went",
    200,
    connectionTestSchema,
  ],
  ["/api/health", "get", "Whether the process lives", 200, healthSchema],
  ["/api/ready", "get", "Whether it can answer", 200, readySchema],
];
