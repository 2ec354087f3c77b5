import "server-only";
import type { RateRule, TurnLimit } from "./rate-limit";
import {
  GUEST_RULE,
  PAIRING_RULE,
  PICTURE_RULE,
  SETTINGS_TEST_RULE,
  SINGLE_SIGN_ON_RULE,
  STRANGER_RULE,
  UNKNOWN_LINK_RULE,
} from "./take-turn";

/** How often what may be asked for: nothing of it is a secret. */
export interface TurnLimits {
  guestTurns: TurnLimit;
  /** Preview pictures of share links, for all clients together. */
  pictureTurns: TurnLimit;
  unknownLinkTurns: TurnLimit;
  /** Pages for people who neither are signed in nor have a link. */
  strangerTurns: TurnLimit;
  /** Screens that request a pairing code. */
  pairingTurns: TurnLimit;
  /** Tests of settings, per person. */
  settingsTests: TurnLimit;
  /** Sign-ins through an identity provider, both their start and their return. */
  singleSignOnTurns: TurnLimit;
}

export function createTurnLimits(create: (name: string, rule: RateRule) => TurnLimit): TurnLimits {
  return {
    guestTurns: create("guests", GUEST_RULE),
    pictureTurns: create("pictures", PICTURE_RULE),
    unknownLinkTurns: create("unknown links", UNKNOWN_LINK_RULE),
    strangerTurns: create("strangers", STRANGER_RULE),
    pairingTurns: create("pairings", PAIRING_RULE),
    settingsTests: create("settings tests", SETTINGS_TEST_RULE),
    singleSignOnTurns: create("single sign-ons", SINGLE_SIGN_ON_RULE),
  };
}
