import "server-only";
import type { ConfigurationMistake, ConfigurationResult, StoredSoFar } from "../configuration/configuration";
import { warnOfExposedFiles } from "../configuration/exposed-files";
import { answerDirectlyFromNowOn } from "../direct/answer-directly";
import { isDevelopment, readOwnStorage, readProcessConfiguration } from "../env";
import { restoreContentEncoding } from "../http/content-coding-header";
import { endStalledAnswers } from "../http/end-stalled-answers";
import { shortenNotModified } from "../http/not-modified";
import { log } from "../log";
import { providers } from "../providers/registry";
import { guardOutput } from "../redaction/guard-output";
import { setGuardContext } from "../security/guard-context";
import { settleRequests } from "../security/settle-requests";
import { endOnSignals, reloadOnHangUp } from "./end-on-signal";
import { type FollowedConfiguration, followConfiguration } from "./follow-configuration";
import { pageCallerOf } from "./page-caller-of";
import { peekStored } from "./peek-stored";
import { type Stage, startApplication } from "./start-application";
import { watchFiles } from "./watch-files";

type Complete = Extract<ConfigurationResult, { ok: true }>;

/**
 * Starts polling, or reports everything that is wrong with the configuration and ends the process: it never runs
 * half-configured.
 */
export async function startServer(): Promise<void> {
  endOnSignals();
  for (const stream of [process.stdout, process.stderr]) guardOutput(stream);
  const stored = await peekOwn();
  const { result, files, paths } = readProcessConfiguration(stored);
  if (!result.ok) {
    refuse(describeMistakes(result.mistakes, result.warnings));
    return;
  }
  for (const { where, message } of result.warnings) log().warn(`${where} ${message}`);
  warnOfExposedFiles(result.configuration, files, log());
  guardRequests(result);
  await run(result, stored, paths);
}

/** What is done once in the process, whatever runs in it. */
function guardRequests({ configuration: { publicUrl, trustedProxies } }: Complete): void {
  restoreContentEncoding();
  shortenNotModified();
  endStalledAnswers();
  settleRequests(trustedProxies);
  setGuardContext({ publicUrl: new URL(publicUrl), isDevelopment: isDevelopment(), pageCallerOf });
  answerDirectlyFromNowOn();
}

/** From here on, what changes in the file and in what it names is followed. */
async function run(complete: Complete, stored: StoredSoFar | null, paths: readonly string[]): Promise<void> {
  const initial = { file: complete.file, readAt: Date.now(), mistakes: [], needsRestart: [] };
  let followed: FollowedConfiguration | null = null;
  const stage = await startApplication({
    ...{ complete, providers, giveUp: refuse },
    configurationState: () => followed?.state() ?? initial,
  });
  if (stage === null) return;
  const { reload, state } = followConfiguration({
    ...{ stage, initial, log: log(), now: Date.now },
    read: async () => {
      const read = readProcessConfiguration(await storedNow(stage));
      watched.watch(read.paths);
      return read.result;
    },
  });
  followed = { reload, state };
  const watched = watchFiles(() => void reload());
  watched.watch(paths);
  reloadOnHangUp(reload);
  // What the file says of accounts could not be compared with those that are stored.
  if (stored === null) stage.running().application.stored.whenOpen(() => void reload());
}

async function storedNow(stage: Stage): Promise<StoredSoFar | null> {
  const { configuration, stored } = stage.running().application;
  if (configuration.demo) return peekOwn();
  const opened = stored.current();
  return opened === null ? null : { accountIds: opened.accounts.list().map(({ id }) => id), hasPeople: true };
}

async function peekOwn(): Promise<StoredSoFar | null> {
  const storage = readOwnStorage();
  return storage === null ? null : peekStored(storage);
}

function describeMistakes(found: readonly ConfigurationMistake[], warned: readonly ConfigurationMistake[]): string {
  const mistakes = found.map(({ where, message }) => `  ${where}: ${message}`);
  const warnings = warned.map(({ where, message }) => `  ${where} ${message}`);
  const others = warnings.length === 0 ? [] : ["Please look at these, too:", ...warnings];
  return ["Clusterdeck did not start. Please correct:", ...mistakes, ...others].join("\n");
}

function refuse(text: string): void {
  process.stderr.write(`${text}\n`);
  process.exit(1);
}
