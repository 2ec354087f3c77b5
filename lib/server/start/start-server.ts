import "server-only";
import { warnOfExposedFiles } from "../configuration/exposed-files";
import { answerDirectlyFromNowOn } from "../direct/answer-directly";
import { isDevelopment, readProcessConfiguration } from "../env";
import { restoreContentEncoding } from "../http/content-coding-header";
import { endStalledAnswers } from "../http/end-stalled-answers";
import { shortenNotModified } from "../http/not-modified";
import { log } from "../log";
import { providers } from "../providers/registry";
import { guardOutput } from "../redaction/guard-output";
import { setGuardContext } from "../security/guard-context";
import { settleRequests } from "../security/settle-requests";
import { endOnSignals } from "./end-on-signal";
import { pageCallerOf } from "./page-caller-of";
import { startApplication } from "./start-application";

/**
 * Starts polling, or reports everything that is wrong with the configuration and ends the process: it never runs
 * half-configured.
 */
export async function startServer(): Promise<void> {
  endOnSignals();
  for (const stream of [process.stdout, process.stderr]) guardOutput(stream);
  const { result, files } = readProcessConfiguration();
  if (result.ok) {
    const { publicUrl, trustedProxies } = result.configuration;
    for (const { where, message } of result.warnings) log().warn(`${where} ${message}`);
    warnOfExposedFiles(result.configuration, files, log());
    restoreContentEncoding();
    shortenNotModified();
    endStalledAnswers();
    settleRequests(trustedProxies);
    setGuardContext({
      publicUrl: new URL(publicUrl),
      isDevelopment: isDevelopment(),
      pageCallerOf,
    });
    answerDirectlyFromNowOn();
    await startApplication(result.configuration, providers, refuse);
    return;
  }
  const mistakes = result.mistakes.map(({ where, message }) => `  ${where}: ${message}`);
  const warnings = result.warnings.map(({ where, message }) => `  ${where} ${message}`);
  const others = warnings.length === 0 ? [] : ["Please look at these, too:", ...warnings];
  refuse(["Clusterdeck did not start. Please correct:", ...mistakes, ...others].join("\n"));
}

function refuse(text: string): void {
  process.stderr.write(`${text}\n`);
  process.exit(1);
}
