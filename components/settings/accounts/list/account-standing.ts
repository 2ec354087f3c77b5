import type { ListedAccount } from "@/lib/contract/accounts";
import type { Mark } from "@/lib/domain/cluster/mark";

/** What a person reads first about an account: where it is in its life here, or how reading it goes. */
export interface Standing {
  mark: Mark;
  words: string;
  /** Why, as a sentence; `null` if the words say it all. */
  detail: string | null;
}

const READ: Record<Exclude<ListedAccount["state"], "paused" | "retired">, Omit<Standing, "detail">> = {
  starting: { mark: "working", words: "Being read for the first time" },
  ok: { mark: "healthy", words: "Reading" },
  limited: { mark: "degraded", words: "Limited" },
  failing: { mark: "down", words: "Failing" },
};

export function standingOf(
  account: Pick<ListedAccount, "state" | "source" | "secretsReadable" | "problem" | "pausedBy" | "retiredBy">,
): Standing {
  const { state, secretsReadable, problem, pausedBy, retiredBy } = account;
  if (state === "retired") return { mark: "stopped", words: by("Retired", retiredBy), detail: null };
  if (!secretsReadable) return { mark: "down", words: "Its key cannot be read: paste it again", detail: problem };
  if (state === "paused") return { mark: "stopped", words: by("Paused", pausedBy), detail: null };
  return { ...READ[state], detail: problem };
}

/** Where an account that was not added in the browser is changed, as a sentence; `null` for those that were. */
export function placeWords({ source, sourceName }: Pick<ListedAccount, "source" | "sourceName">): string | null {
  switch (source) {
    case "environment":
      return `Set by ${sourceName ?? "a variable"} in the environment. Change it there, and start Clusterdeck again.`;
    case "file":
      return `Set in ${sourceName ?? "clusterdeck.yaml"}. Change it there: the file is read again when it is saved.`;
    case "demo":
      return "Made up for the demo. It ends with your first account.";
    case "browser":
      return null;
  }
}

export const SOURCE_WORDS: Record<ListedAccount["source"], string> = {
  browser: "added here",
  environment: "environment",
  file: "clusterdeck.yaml",
  demo: "demo",
};

function by(deed: string, person: string | null): string {
  return person === null ? deed : `${deed} by ${person}`;
}
