import "server-only";
import { z } from "zod/mini";
import { BUILD } from "../../env";
import { writeExposition } from "../../exposition/exposition";
import { acceptedFormat } from "../../exposition/format/accepted-format";
import { MEDIA_TYPES } from "../../exposition/format/family";
import { polledAccounts } from "../../exposition/polled-accounts";
import { readSpends } from "../../exposition/read-spends";
import type { Application } from "../../http/application";
import { acceptsGzip } from "../../http/content-coding";
import { CONTENT_CODING_HEADER } from "../../http/content-coding-header";
import { readQuery } from "../../http/read-query";

const querySchema = z.object({ level: z.optional(z.literal("nodes", { error: "must be nodes, or left out" })) });

/** `GET /api/metrics` */
export async function answerScrape(application: Application, request: Request): Promise<Response> {
  const { level } = readQuery(request, querySchema);
  const { headers } = request;
  const format = acceptedFormat(headers.get("accept"));
  const coding = acceptsGzip(headers.get("accept-encoding")) ? "gzip" : "identity";
  const body = await writeExposition(application.fleetParts(), factsOf(application), {
    ...{ format, coding, hasNodes: level === "nodes" },
  });
  return new Response(body, {
    headers: {
      "Content-Type": MEDIA_TYPES[format],
      "Cache-Control": "no-store",
      Vary: "Accept, Accept-Encoding",
      ...(coding === "gzip" && { [CONTENT_CODING_HEADER]: coding }),
    },
  });
}

function factsOf({ configuration, coordination, poller, stored, historySummary }: Application) {
  const alerting = stored.current()?.alerting ?? null;
  const month = historySummary()?.month ?? null;
  return {
    build: { version: BUILD.version, commit: BUILD.build },
    accounts: polledAccounts(poller),
    spends: readSpends(
      { snapshots: poller.store.accounts(), month, budgets: alerting?.budgets() ?? [] },
      { timeZone: configuration.timeZone, now: coordination.now() },
    ),
    alerts: alerting && {
      open: [...alerting.open().values()].map(({ alert }) => alert),
      rules: alerting.configuration.current().rules,
      channelIds: alerting.configuration.channelsInUse(),
    },
  };
}
