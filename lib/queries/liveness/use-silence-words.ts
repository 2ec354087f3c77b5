import { useSyncExternalStore } from "react";
import { serverContact } from "./server-contact";
import { silenceWords } from "./silence-words";
import { subscribeToTicks } from "./use-server-now";

const NO_ANSWER = "Clusterdeck’s server has not answered";

/** Why this page hears nothing from our server, to be followed by "since …". */
export function useSilenceWords(): string {
  return useSyncExternalStore(subscribeToTicks, contactWords, () => NO_ANSWER);
}

function contactWords(): string {
  const contact = serverContact();
  if (contact.state === "answered") return "This page has not asked Clusterdeck’s server";
  return silenceWords(contact.state === "failed" ? contact.error : null, NO_ANSWER);
}
