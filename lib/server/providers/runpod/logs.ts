import "server-only";
import { z } from "zod";
import type { ClusterReading, NodeReading } from "@/lib/domain/cluster/cluster";
import type { LogLine } from "@/lib/domain/cluster/cluster-event";
import { parseTimestamp } from "@/lib/domain/time/timestamp";
import { createPause } from "@/lib/server/pause";
import { eventData } from "@/lib/server/providers/http/event-stream";
import type { ProviderHttp } from "@/lib/server/providers/http/http";
import { parseStorableJson } from "@/lib/server/providers/http/storable-json";
import { providerLogLine } from "@/lib/server/providers/provider-text";

/** Of each pod; RunPod gives up to 5,000. */
const TAIL = 500;
/** What is already there comes at once. */
const QUIET_MS = 800;
const READ_FOR_MS = 5_000;
const MAX_LINE_LENGTH = 2_000;
const PODS_AT_ONCE = 4;
const MAX_KEPT_PODS = 32;

const eventSchema = z.object({ source: z.string().nullish(), line: z.string(), ts: z.string().nullish() });

interface LogsOptions {
  http: ProviderHttp;
  headers: Record<string, string>;
}

/**
 * The log of a cluster: that of its pods, in the order of time. Each pod's is a request of its own, so that not all of a large cluster's
 * can be read each time: those that were read longest ago are read, and of the others what was read before is shown again.
 */
export function createLogs({ http, headers }: LogsOptions) {
  /** By pod, those read last at the end. */
  const kept = new Map<string, LogLine[]>();

  async function readPod({ id }: NodeReading, isAddition: boolean, signal: AbortSignal): Promise<void> {
    const stream = await http.getStreamed({
      ...{ path: `/pods/${encodeURIComponent(id)}/logs`, query: { tail: TAIL }, headers, signal, isAddition },
      ...{ accept: "text/event-stream", quietMs: QUIET_MS, readForMs: READ_FOR_MS },
    });
    kept.delete(id);
    kept.set(id, await toLogLines(stream));
    const [oldest] = kept.keys();
    if (kept.size > MAX_KEPT_PODS && oldest !== undefined) kept.delete(oldest);
  }

  return async ({ nodes }: Pick<ClusterReading, "nodes">, signal: AbortSignal): Promise<LogLine[]> => {
    const order = [...kept.keys()];
    const pods = (nodes ?? []).filter(({ status }) => status !== "terminated");
    const asked = pods
      .toSorted((one, other) => order.indexOf(one.id) - order.indexOf(other.id))
      .slice(0, http.hasRoom() ? PODS_AT_ONCE : 1);
    await Promise.all(asked.map((pod, index) => readPod(pod, index > 0, signal)));
    const isOne = pods.length === 1;
    const lines = pods.flatMap(({ id, name }) =>
      (kept.get(id) ?? []).map((line) => (isOne ? line : { ...line, text: `${name}: ${line.text}` })),
    );
    return lines.sort((one, other) => (one.at ?? 0) - (other.at ?? 0));
  };
}

/** An event that is no line of a log, or was cut short, is left out. */
export async function toLogLines(stream: string): Promise<LogLine[]> {
  const pause = createPause();
  const lines: LogLine[] = [];
  for (const data of eventData(stream)) {
    await pause();
    const event = eventSchema.safeParse(parsedOrNull(data)).data;
    const text = event ? providerLogLine(event.line, MAX_LINE_LENGTH) : "";
    if (event === undefined || text === "") continue;
    const isFromHost = event.source?.toLowerCase() === "system";
    lines.push({ at: parseTimestamp(event.ts), level: null, text: isFromHost ? `[system] ${text}` : text });
  }
  return lines;
}

function parsedOrNull(json: string): unknown {
  try {
    return parseStorableJson(json);
  } catch {
    return null;
  }
}
