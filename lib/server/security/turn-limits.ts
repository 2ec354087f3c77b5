import "server-only";
import { createRateLimit, type RateLimit } from "./rate-limit";
import {
  GUEST_RULE,
  PAIRING_RULE,
  PICTURE_RULE,
  SETTINGS_TEST_RULE,
  STRANGER_RULE,
  UNKNOWN_LINK_RULE,
} from "./take-turn";

/** How often what may be asked for: nothing of it is a secret. */
export interface TurnLimits {
  guestTurns: RateLimit;
  /** Preview pictures of share links, for all clients together. */
  pictureTurns: RateLimit;
  unknownLinkTurns: RateLimit;
  /** Pages for people who neither are signed in nor have a link. */
  strangerTurns: RateLimit;
  /** Screens that request a pairing code. */
  pairingTurns: RateLimit;
  /** Tests of settings, per person. */
  settingsTests: RateLimit;
}

export function createTurnLimits(): TurnLimits {
  return {
    guestTurns: createRateLimit(GUEST_RULE),
    pictureTurns: createRateLimit(PICTURE_RULE),
    unknownLinkTurns: createRateLimit(UNKNOWN_LINK_RULE),
    strangerTurns: createRateLimit(STRANGER_RULE),
    pairingTurns: createRateLimit(PAIRING_RULE),
    settingsTests: createRateLimit(SETTINGS_TEST_RULE),
  };
}
