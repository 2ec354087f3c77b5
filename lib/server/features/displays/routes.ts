import "server-only";
import {
  askingScreenSchema,
  collectedPairingSchema,
  confirmedPairingSchema,
  newPairingSchema,
  pairingCodeSchema,
  pairingSecretSchema,
} from "@/lib/contract/pairing";
import { shareLinkSchema } from "@/lib/contract/share-link";
import { defineRoute } from "../../http/define-route";
import { askPairing } from "./ask-pairing";
import { askingScreen } from "./asking-screen";
import { collectPairing } from "./collect-pairing";
import { confirmPairing } from "./confirm-pairing";

export const startPairing = defineRoute({
  method: "POST",
  path: "/api/pairings",
  audience: "guest",
  summary: "A code for a screen to show, and a secret for it to keep",
  status: 201,
  answer: newPairingSchema,
  isLimited: true,
  run: ({ application, request }) => askPairing(application, request),
});

export const showAskingScreen = defineRoute({
  method: "POST",
  path: "/api/pairings/asking",
  audience: "operator",
  summary: "The screen that shows a code",
  body: pairingCodeSchema,
  answer: askingScreenSchema,
  isLimited: true,
  run: askingScreen,
});

export const confirmScreen = defineRoute({
  method: "POST",
  path: "/api/pairings/confirm",
  audience: "operator",
  summary: "Make the link of the screen that shows a code",
  body: confirmedPairingSchema,
  status: 201,
  answer: shareLinkSchema,
  isLimited: true,
  run: confirmPairing,
});

export const collectLink = defineRoute({
  method: "POST",
  path: "/api/pairings/collect",
  audience: "guest",
  summary: "Whether a screen's code was entered",
  body: pairingSecretSchema,
  answer: collectedPairingSchema,
  isLimited: true,
  run: collectPairing,
});
