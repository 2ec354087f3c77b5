import { queryOptions } from "@tanstack/react-query";
import type { NewSilence, Silence } from "@/lib/contract/alerts/silences";
import { silenceShape, silencesShape } from "@/lib/contract/shapes/alerts/silences";
import { doneShape } from "@/lib/contract/shapes/sessions";
import { requestJson } from "../request";
import { ALERTS_KEY } from "./firing-alerts-query";

const PATH = "/api/silences";
const POLL_MS = 30_000;

/** Those that keep messages back now, or will. */
export const silencesQuery = queryOptions({
  queryKey: [...ALERTS_KEY, "silences"],
  queryFn: async ({ signal }) => (await requestJson(PATH, silencesShape, { signal })).silences,
  refetchInterval: POLL_MS,
  refetchIntervalInBackground: false,
});

export function addSilence(silence: NewSilence): Promise<Silence> {
  return requestJson(PATH, silenceShape, { method: "POST", body: silence });
}

export async function endSilence(silenceId: string): Promise<void> {
  await requestJson(`${PATH}/${encodeURIComponent(silenceId)}`, doneShape, { method: "DELETE" });
}
