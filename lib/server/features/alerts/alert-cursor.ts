import "server-only";
import { SEVERITIES } from "@/lib/domain/alerts/rule";
import type { StoredAlert } from "../../alerts/store/alert-rows";
import type { EndedBefore } from "../../alerts/store/find-alerts";
import { badRequest } from "../../refusal";
import type { OpenPlace } from "./open-alerts";

/** The alert that a page ended with, told so that the next page goes on behind it even if it has changed meanwhile. */
export type AlertCursor = ({ kind: "open" } & OpenPlace) | ({ kind: "ended" } & EndedBefore);

const OPEN = /^(firing|pending)\.([a-z]+)\.(\d{1,15})\.(.+)$/;
const ENDED = /^(\d{1,15})\.(.+)$/;

export function cursorText({ alert }: StoredAlert): string {
  const { id, state, severity, firingSince, pendingSince, resolvedAt } = alert;
  return resolvedAt === null
    ? [state, severity, firingSince ?? pendingSince, id].join(".")
    : [resolvedAt, id].join(".");
}

/** Throws a 400 for what is no page's `before`. */
export function parseCursor(text: string): AlertCursor {
  const [, state, severityText, since, openId] = OPEN.exec(text) ?? [];
  const severity = SEVERITIES.find((one) => one === severityText);
  if (severity !== undefined && since !== undefined && openId !== undefined) {
    const isFiring = state === "firing";
    const at = Number(since);
    return {
      ...{ kind: "open", id: openId, severity, state: isFiring ? "firing" : "pending" },
      ...{ firingSince: isFiring ? at : null, pendingSince: at },
    };
  }
  const [, resolvedAt, id] = ENDED.exec(text) ?? [];
  if (resolvedAt === undefined || id === undefined)
    throw badRequest("before must be the `before` of the previous page.");
  return { kind: "ended", resolvedAt: Number(resolvedAt), id };
}
