import "server-only";
import type { RateLimit, RateRule } from "./rate-limit";
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

export function createTurnLimits(create: (name: string, rule: RateRule) => RateLimit): TurnLimits {
  return {
    guestTurns: create("guests", GUEST_RULE),
    pictureTurns: create("pictures", PICTURE_RULE),
    unknownLinkTurns: create("unknown links", UNKNOWN_LINK_RULE),
    strangerTurns: create("strangers", STRANGER_RULE),
    pairingTurns: create("pairings", PAIRING_RULE),
    settingsTests: create("settings tests", SETTINGS_TEST_RULE),
  };
}
