import "server-only";
import type { Logger } from "pino";
import { MINUTE_MS, SECOND_MS } from "@/lib/domain/time/epoch";
import type { Outbound } from "../outbound/outbound";

const EVERY_MS = MINUTE_MS;
const TIMEOUT_MS = 15 * SECOND_MS;

interface HeartbeatOptions {
  url: string;
  /** The way out that is open to addresses which people enter. */
  http: Pick<Outbound, "send">;
  /** Whether accounts are being polled, whatever their providers answer. */
  isPolling: () => boolean;
  log: Pick<Logger, "warn" | "info">;
}

/** Asks an address every minute while polling works, so that another service notices when this server does not. */
export function startHeartbeat({ url, http, isPolling, log }: HeartbeatOptions): { stop(): void } {
  let isFailing = false;

  async function beat(): Promise<void> {
    if (!isPolling()) return;
    const failure = await failureOfBeat(url, http);
    if (failure !== null && !isFailing) log.warn({ reason: failure }, "The heartbeat was not received");
    if (failure === null && isFailing) log.info("The heartbeat is received again");
    isFailing = failure !== null;
  }

  const timer = setInterval(() => void beat(), EVERY_MS);
  void beat();
  return { stop: () => clearInterval(timer) };
}

/** The address may be a secret, so it is not part of what is said. */
async function failureOfBeat(url: string, http: Pick<Outbound, "send">): Promise<string | null> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const { status, body } = await http.send(new URL(url), { method: "GET", headers: {}, redirect: "manual", signal });
    await body?.cancel();
    return status >= 200 && status < 300 ? null : `It answered with status ${status}.`;
  } catch (error) {
    if (signal.aborted) return "It did not answer in time.";
    return error instanceof Error ? error.name : "It could not be reached.";
  }
}
