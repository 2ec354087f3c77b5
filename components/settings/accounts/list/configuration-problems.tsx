"use client";

import { useQuery } from "@tanstack/react-query";
import { settingsQuery } from "@/lib/queries/settings/settings-query";
import { ConfigurationNotice } from "../../configuration-notice";

const POLL_MS = 15_000;

/** What is wrong with clusterdeck.yaml as it is written now; nothing while that is not known. */
export function ConfigurationProblems() {
  const { data } = useQuery({ ...settingsQuery, refetchInterval: POLL_MS, refetchIntervalInBackground: false });
  return data ? <ConfigurationNotice configuration={data.configuration} /> : null;
}
