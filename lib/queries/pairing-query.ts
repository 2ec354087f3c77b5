import { queryOptions } from "@tanstack/react-query";
import type { AskingScreen, ConfirmedPairing } from "@/lib/contract/pairing";
import { askingScreenShape, collectedPairingShape, newPairingShape } from "@/lib/contract/shapes/pairing";
import { shareLinkShape } from "@/lib/contract/shapes/share-link";
import type { ShareLink } from "@/lib/contract/share-link";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { serverClock } from "./liveness/server-clock";
import { silenceDelayMs } from "./liveness/silence-delay";
import { RequestError, requestJson } from "./request";

const PATH = "/api/pairings";
const POLL_MS = 3_000;

/** What a screen that wants a link shows and keeps. */
export interface ScreenPairing {
  code: string;
  secret: string;
  expiresAt: EpochMs;
  /** The page of the screen's link; `null` until somebody enters the code. */
  path: string | null;
}

/** The screen's side: requests a code, then polls whether it was entered, and requests a new code once it expires. */
export const pairingQuery = queryOptions({
  queryKey: ["pairing"],
  queryFn: async ({ client, queryKey, signal }): Promise<ScreenPairing> => {
    const known = client.getQueryData<ScreenPairing>(queryKey);
    if (known === undefined) return askForCode(signal);
    try {
      const body = { secret: known.secret };
      const { path } = await requestJson(`${PATH}/collect`, collectedPairingShape, { method: "POST", body, signal });
      return path === known.path ? known : { ...known, path };
    } catch (error) {
      if (error instanceof RequestError && error.code === "not-found") return askForCode(signal);
      throw error;
    }
  },
  refetchInterval: ({ state }) => pairingPollMs(state.error),
});

/** How often a screen without a page polls. */
export function pairingPollMs(error: Error | null): number {
  if (error === null) return POLL_MS;
  const lastAnswerAt = serverClock.lastAnswerAt();
  return silenceDelayMs(lastAnswerAt === null ? 0 : serverClock.now() - lastAnswerAt, Math.random());
}

async function askForCode(signal: AbortSignal): Promise<ScreenPairing> {
  const { code, secret, expiresAt } = await requestJson(PATH, newPairingShape, { method: "POST", body: {}, signal });
  return { code, secret, expiresAt: Date.parse(expiresAt), path: null };
}

/** The operator's side: which screen shows this code. */
export function findAskingScreen(code: string): Promise<AskingScreen> {
  return requestJson(`${PATH}/asking`, askingScreenShape, { method: "POST", body: { code } });
}

/** Creates that screen's link. */
export function confirmPairing(pairing: ConfirmedPairing): Promise<ShareLink> {
  return requestJson(`${PATH}/confirm`, shareLinkShape, { method: "POST", body: pairing });
}
