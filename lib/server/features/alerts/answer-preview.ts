import "server-only";
import { z } from "zod/mini";
import { type RulePreview, ruleChangeSchema, rulePreviewQuerySchema } from "@/lib/contract/alerts/alert-rules";
import { DAY_MS } from "@/lib/domain/time/epoch";
import { isoTime } from "@/lib/domain/time/iso-time";
import { previewRule } from "../../alerts/preview/preview-rule";
import { namesOf } from "../../alerts/subject-names";
import type { Application } from "../../http/application";
import { readQuery } from "../../http/read-query";
import { type PersonRequest, requesterOf } from "../../http/requester-of";
import { createPause } from "../../pause";
import { badRequest, busy } from "../../refusal";
import { requireOpen } from "../../store/storage-refusal";
import { BusyError } from "../../workload/turns";
import { readRuleSettings, requireRule } from "./rule-calls";

const USUAL_MS = 7 * DAY_MS;
const MAX_MS = 31 * DAY_MS;

/** What a rule, as it is set or as the query sets it, would have done in the past. */
export async function answerPreview(
  application: Application,
  ruleText: string,
  call: PersonRequest,
): Promise<RulePreview> {
  const { request } = call;
  const { stored, turns, configuration, live, poller } = application;
  const { history, alerting } = requireOpen(stored);
  const rule = requireRule(ruleText);
  const { from, to, ...settings } = readQuery(request, rulePreviewQuerySchema);
  const window = readWindow(from, to, application.coordination.now());
  const { rules, timing } = alerting.configuration.current();
  const pause = createPause({ signal: request.signal });
  const preview = () =>
    previewRule(history, {
      ...{ rule, timing, window, pause },
      configuration: {
        ...{ budgets: live.current().budgets, timeZone: configuration.timeZone },
        isInFleet: (accountId) => poller.store.account(accountId) !== null,
      },
      settings: { ...rules[rule], ...readRuleSettings(rule, readChange(settings)) },
      namesOf: ({ subject }, label) =>
        namesOf(subject, label, {
          accounts: poller.store.accounts(),
          accountLabel: (id) => live.current().accounts.find((account) => account.id === id)?.label ?? null,
          clusterNumber: () => null,
          channelLabel: alerting.configuration.channelLabel,
        }),
    });
  const found = await turns.heavy.take(requesterOf(call), request.signal, preview).catch((error: unknown) => {
    throw error instanceof BusyError ? busy("The server is busy looking at the past.", error.retryAfterMs) : error;
  });
  return { ...found, from: isoTime(found.from), to: isoTime(window.to) };
}

function readWindow(fromText: string | undefined, toText: string | undefined, now: number) {
  const to = Math.min(toText === undefined ? now : Date.parse(toText), now);
  const from = fromText === undefined ? to - USUAL_MS : Date.parse(fromText);
  if (from >= to) throw badRequest("from must be before to, and in the past.");
  if (to - from > MAX_MS) throw badRequest("At most 31 days can be tried at once.");
  return { from, to };
}

function readChange({
  severity,
  forMs,
  resolveAfterMs,
  threshold,
}: Omit<z.output<typeof rulePreviewQuerySchema>, "from" | "to">) {
  const numbers = Object.entries({ forMs, resolveAfterMs, threshold }).flatMap(([name, text]) =>
    text === undefined ? [] : [[name, Number(text)]],
  );
  const parsed = z.safeParse(ruleChangeSchema, {
    ...Object.fromEntries(numbers),
    ...(severity !== undefined && { severity }),
  });
  if (parsed.success) return parsed.data;
  throw badRequest(`${parsed.error.issues[0]?.path.join(".")} is larger than any that can be set.`);
}
