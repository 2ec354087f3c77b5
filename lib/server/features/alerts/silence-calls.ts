import "server-only";
import type { z } from "zod/mini";
import type { newSilenceSchema, Silence as SilenceView } from "@/lib/contract/alerts/silences";
import type { Done } from "@/lib/contract/sessions";
import type { SilenceMatch } from "@/lib/domain/alerts/silence";
import { accountIdOf } from "@/lib/domain/cluster/identity";
import { isoTime } from "@/lib/domain/time/iso-time";
import { findTimeZone } from "@/lib/domain/time/time-window";
import type { NewSilence, Silence } from "../../alerts/settings/stored-silences";
import { noteChange } from "../../auth/audit/note-change";
import type { Application } from "../../http/application";
import type { PersonInput } from "../../http/define-route";
import { badRequest } from "../../refusal";
import { requireAccount } from "./require-account";

type Viewing = Pick<Application, "alerting" | "coordination">;

export function listSilenceViews(application: Viewing): SilenceView[] {
  return application.alerting.configuration.silences.list().map((silence) => silenceView(silence, application));
}

export async function makeSilence(call: PersonInput<z.output<typeof newSilenceSchema>>): Promise<SilenceView> {
  const { application, person } = call;
  const wish = await call.readBody();
  const silence = readSilence(wish, application, application.coordination.now());
  const made = await application.alerting.configuration.silences.add(silence, person.email);
  await noteChange(call, "silence-made", describe(made));
  return silenceView(made, application);
}

/** It is silent no longer at once, and what still fires is said. */
export async function endSilence(call: PersonInput): Promise<Done> {
  const ended = await call.application.alerting.configuration.silences.end(call.param("silenceId"));
  await noteChange(call, "silence-ended", describe(ended));
  return { status: "done" };
}

function readSilence(
  { match, until: untilText, weekly, why }: z.output<typeof newSilenceSchema>,
  application: Application,
  now: number,
): NewSilence {
  if (untilText === undefined && weekly === undefined)
    throw badRequest("A silence needs until, the time when it ends, or weekly, or both.");
  const until = untilText === undefined ? null : Date.parse(untilText);
  if (until !== null && until <= now) throw badRequest("until must be in the future.");
  const { accountId, clusterId } = match;
  if (accountId !== undefined) requireAccount(application, accountId);
  if (clusterId !== undefined) requireAccount(application, accountIdOf(clusterId) ?? clusterId);
  if (weekly === undefined) return { match, until, weekly: null, why };
  const timeZone = findTimeZone(weekly.timeZone);
  if (timeZone === null) throw badRequest("weekly.timeZone must be the name of a time zone, such as Europe/Berlin.");
  return { match, until, weekly: { ...weekly, timeZone }, why };
}

function silenceView(silence: Silence, { alerting, coordination }: Viewing): SilenceView {
  const { id, match, from, until, weekly, why, by, source } = silence;
  const now = coordination.now();
  const isActive = alerting.configuration.silences
    .windows()
    .some((window) => window.id === id && window.from <= now && now < window.until);
  return {
    ...{ id, match, from: isoTime(from), until: until === null ? null : isoTime(until) },
    weekly: weekly === null ? null : { ...weekly, days: [...weekly.days] },
    ...{ isActive, why, by, source },
  };
}

/** For the audit log: "rule idle, account shadeform until 2026-11-20T15:00:00.000Z: Move". */
function describe({ match, until, why }: Silence): string {
  const what = describeMatch(match);
  return `${what}${until === null ? "" : ` until ${isoTime(until)}`}: ${why}`;
}

function describeMatch({ accountId, clusterId, rule, severity }: SilenceMatch): string {
  const parts = [
    rule === undefined ? "" : `rule ${rule}`,
    severity === undefined ? "" : `severity ${severity}`,
    accountId === undefined ? "" : `account ${accountId}`,
    clusterId === undefined ? "" : `cluster ${clusterId}`,
  ].filter((part) => part !== "");
  return parts.length === 0 ? "all alerts" : parts.join(", ");
}
