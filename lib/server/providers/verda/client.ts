import "server-only";
import type { z } from "zod";
import { ProviderError } from "@/lib/server/providers/errors";
import { createOddFields, leniently } from "@/lib/server/providers/odd-fields";
import { almightyKeyNote } from "@/lib/server/providers/permission";
import type { ConnectContext, ProviderClient, ProviderSettings } from "@/lib/server/providers/spec";
import { createBalanceReader } from "./balance";
import { toFleetReading, workerIdsOf } from "./fleet-reading";
import { issueToken } from "./issue-token";
import { createTokenSource } from "./token";
import { balanceSchema, listSchema } from "./wire";

export interface VerdaSettings extends ProviderSettings {
  clientId: string;
  clientSecret: string;
}

type Listed = { answer: unknown[] } | { error: ProviderError };

export function createVerdaClient(settings: VerdaSettings, { http, now }: ConnectContext): ProviderClient {
  const oddFields = createOddFields("Verda");
  const tokens = createTokenSource({ now, issue: (signal) => issueToken(http, settings, signal) });
  /** Of the latest clusters that could be read; `null` before the first. */
  let workerIds: ReadonlySet<string> | null = null;

  function get<Answer>(
    path: string,
    schema: z.ZodType<Answer>,
    signal: AbortSignal,
    isAddition = false,
  ): Promise<Answer> {
    const call = (token: string) =>
      http.getJson({ path, headers: { Authorization: `Bearer ${token}` }, schema, signal, isAddition });
    return tokens.use(signal, call, isRefusedToken);
  }

  async function list(path: string, signal: AbortSignal): Promise<Listed> {
    try {
      return { answer: await get(path, listSchema, signal) };
    } catch (error) {
      if (error instanceof ProviderError) return { error };
      throw error;
    }
  }

  const balance = createBalanceReader({
    ...{ now, hasRoom: http.hasRoom },
    readBalance: (signal) => get("/balance", leniently(balanceSchema, oddFields.begin("balance")), signal, true),
  });

  return {
    readKeyNotes: async () => [almightyKeyNote("Verda")],

    async readFleet(signal) {
      balance.ask(signal);
      const [clusters, instances] = await Promise.all([list("/clusters", signal), list("/instances", signal)]);
      await balance.known();
      const errors = [clusters, instances].flatMap((listed) => ("error" in listed ? listed.error : []));
      const fatal = errors.length === 2 ? errors[0] : errors.find(concernsAccount);
      if (fatal) throw fatal;
      // Which instances are workers of clusters is told at the next poll, unless this key is never told.
      if ("error" in clusters && workerIds === null && !isLasting(clusters.error)) throw clusters.error;
      const rawClusters = "answer" in clusters ? clusters.answer : [];
      if ("answer" in clusters) workerIds = workerIdsOf(rawClusters);
      const fleet = await toFleetReading(rawClusters, "answer" in instances ? instances.answer : [], {
        workerIds: workerIds ?? new Set(),
        accountCurrency: balance.currency(),
        noteOdd: oddFields.begin("list"),
      });
      const billing = balance.billing();
      return {
        ...fleet,
        ...(billing && { billing }),
        warnings: [
          ...partWarning(clusters, "Clusters could not be read, only instances"),
          ...partWarning(instances, "Instances could not be read, only clusters"),
          ...balance.warnings(),
          ...oddFields.warnings(),
        ],
        complete: errors.length === 0,
      };
    },
  };
}

function partWarning(listed: Listed, what: string): string[] {
  return "error" in listed ? [`${what}: ${listed.error.message}`] : [];
}

function isRefusedToken(error: unknown): boolean {
  return error instanceof ProviderError && error.status === 401;
}

/** A refused key and a limit hold for the other list, too. */
function concernsAccount({ kind }: ProviderError): boolean {
  return kind === "auth" || kind === "rate-limited";
}

function isLasting({ kind }: ProviderError): boolean {
  return kind === "forbidden" || kind === "not-found";
}
