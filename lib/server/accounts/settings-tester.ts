import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { SettingsTestResult } from "@/lib/contract/accounts";
import { formatCounted } from "@/lib/domain/text/format";
import { type EpochMs, SECOND_MS } from "@/lib/domain/time/epoch";
import type { Outbound } from "../outbound/outbound";
import { ProviderError } from "../providers/errors";
import { startDeadline } from "../providers/http/deadline";
import { createGate } from "../providers/http/gate";
import { createProviderHttp } from "../providers/http/http";
import type { ParsedSettings, Provider, ProviderClient } from "../providers/spec";
import { notesOf, seenIn, visibleIdsNote } from "./tested-fleet";

/** Less than pages wait for an answer that needs a provider (`PROVIDER_TIMEOUT_MS` of lib/queries). */
const DEADLINE_MS = 20 * SECOND_MS;
/** Enough for a large fleet; a test is no way to call a provider again and again. */
const MAX_REQUESTS = 30;
/** For the tests of all people together. */
const CALLS_AT_ONCE = 8;

export interface TestedSettings {
  provider: Provider;
  connection: Extract<ParsedSettings, { ok: true }>;
  /** The way to where these settings say that the API is. */
  outbound: Outbound;
  /** Aborts when nobody waits for the result any more. */
  signal: AbortSignal;
}

/** Reads an account's fleet once, with settings that need not be stored, and says what that found. Keeps nothing of it. */
export type SettingsTester = (settings: TestedSettings) => Promise<SettingsTestResult>;

export function createSettingsTester({ now, random }: { now: () => EpochMs; random: () => number }): SettingsTester {
  const sharedGate = createGate(CALLS_AT_ONCE);
  const pause = (durationMs: number, signal: AbortSignal) => sleep(durationMs, undefined, { signal });
  return async ({ provider, connection, outbound, signal }) => {
    const enough = new AbortController();
    const deadline = startDeadline(DEADLINE_MS, AbortSignal.any([signal, enough.signal]));
    let requests = 0;
    let hasAnswered = false;
    const http = createProviderHttp({
      ...{ providerLabel: provider.label, baseUrl: connection.baseUrl, now, random, sharedGate, sleep: pause },
      outbound: {
        proxyNameFor: outbound.proxyNameFor,
        async send(url, request) {
          const response = await outbound.send(url, request);
          hasAnswered ||= response.status < 300;
          return response;
        },
      },
      onRequest: () => {
        requests += 1;
        if (requests > MAX_REQUESTS) enough.abort();
      },
      hasRoom: () => requests < MAX_REQUESTS,
      pace: provider.pace,
      onHeaders: () => {},
    });
    const client = connection.connect({ http, now });
    try {
      return await testClient(client, deadline.signal);
    } catch (error) {
      if (error instanceof ProviderError)
        return failed([error.message, ...(await visibleIds(client, error, deadline.signal))]);
      if (!deadline.signal.aborted) throw error;
      return failed([unfinished(provider, hasAnswered)]);
    } finally {
      deadline.clear();
    }
  };
}

async function testClient(client: ProviderClient, signal: AbortSignal): Promise<SettingsTestResult> {
  const fleet = await client.readFleet(signal);
  const keyNotes = (await client.readKeyNotes?.(signal).catch(noneOf)) ?? [];
  return { ok: true, sees: seenIn(fleet), notes: [...new Set([...keyNotes, ...notesOf(fleet)])], problem: null };
}

function failed(sentences: readonly string[]): SettingsTestResult {
  return { ok: false, sees: null, notes: [], problem: sentences.join(" ") };
}

/** If a provider does not know the account, or denies this key access, the account id may be wrong. */
async function visibleIds(client: ProviderClient, { kind }: ProviderError, signal: AbortSignal): Promise<string[]> {
  if (client.readVisibleAccountIds === undefined || (kind !== "not-found" && kind !== "forbidden")) return [];
  return client.readVisibleAccountIds(signal).then(visibleIdsNote, noneOf);
}

/** What a fleet that was read says is worth more than a call beside it that failed. */
function noneOf(): string[] {
  return [];
}

function unfinished({ label }: Provider, hasAnswered: boolean): string {
  if (!hasAnswered)
    return `${label} has not answered within ${DEADLINE_MS / SECOND_MS} s. Check the address, and this server's network.`;
  return (
    `${label} takes this key, but its whole fleet takes more than ${DEADLINE_MS / SECOND_MS} s or ` +
    `${formatCounted(MAX_REQUESTS, "request")} to read, so this test stopped. The account can be added all the same.`
  );
}
