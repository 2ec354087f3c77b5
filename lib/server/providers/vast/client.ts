import "server-only";
import type { z } from "zod";
import { parseItemsInTurns, readStringProperty } from "@/lib/server/providers/items";
import { createOddFields, leniently } from "@/lib/server/providers/odd-fields";
import type { ConnectContext, ProviderClient } from "@/lib/server/providers/spec";
import { createAccountReader } from "./account";
import { chargesQuery, createChargesReader } from "./charges";
import { keyNotes } from "./key-notes";
import { readAllPages } from "./list-pages";
import { toClusterReadings } from "./normalise";
import { explainRefusal } from "./refusals";
import { COLUMNS, chargePageSchema, instancePageSchema, instanceSchema, keyListSchema, userSchema } from "./wire";

/** The most that Vast.ai gives. */
const PAGE_SIZE = 25;

export function createVastClient({ apiKey }: { apiKey: string }, { http, now }: ConnectContext): ProviderClient {
  const headers = { Authorization: `Bearer ${apiKey}` };
  const oddFields = createOddFields("Vast.ai");

  function getBeside<Answer>(
    path: string,
    schema: z.ZodType<Answer>,
    signal: AbortSignal,
    query: Record<string, string | number> = {},
  ): Promise<Answer> {
    return http.getJson({ path, query, headers, schema, signal, isAddition: true });
  }

  function readPage(token: string | null, signal: AbortSignal) {
    return http.getJson({
      path: "/v1/instances",
      query: {
        ...{ limit: PAGE_SIZE, select_cols: JSON.stringify(COLUMNS), order_by: '[{"col":"id","dir":"asc"}]' },
        after_token: token ?? undefined,
      },
      ...{ headers, schema: instancePageSchema, signal, explainRefusal: explainRefusal("instance_read") },
    });
  }

  const readUser = (signal: AbortSignal) =>
    getBeside("/v0/users/current", leniently(userSchema, oddFields.begin("user")), signal);
  const readChargePage = (query: Record<string, string | number>, signal: AbortSignal) =>
    getBeside("/v0/charges", chargePageSchema, signal, query);
  const readCharges = createChargesReader(readChargePage, http.hasRoom);
  const account = createAccountReader({
    ...{ now, hasRoom: http.hasRoom, readUser },
    readCharges: async (instances, signal) => {
      const query = chargesQuery(instances, now());
      return query === null ? { charged: null, isDone: true } : readCharges(query, signal);
    },
  });

  return {
    async readFleet(signal) {
      account.askBalance(signal);
      const { instances: raw, complete } = await readAllPages((token) => readPage(token, signal));
      const readId = (item: unknown) => readStringProperty(item, "id");
      const reading = { schema: instanceSchema, readId, noteOdd: oddFields.begin("list") };
      const { items: instances, unreadable } = await parseItemsInTurns(raw, reading);
      account.askCharges(instances, signal);
      const billing = account.billing();
      const accrued = account.accrued(instances);
      return {
        clusters: toClusterReadings(instances),
        unreadable,
        warnings: [...account.warnings(), ...oddFields.warnings()],
        ...(billing && { billing }),
        ...(accrued && { accrued }),
        complete,
      };
    },
    readKeyNotes: (signal) =>
      keyNotes({
        readUser: () => readUser(signal),
        readKeys: () => getBeside("/v0/auth/apikeys", keyListSchema, signal),
        readCharges: () => readChargePage({ ...chargesQuery([{ id: "0", start_date: 0 }], now()), limit: 1 }, signal),
      }),
  };
}
