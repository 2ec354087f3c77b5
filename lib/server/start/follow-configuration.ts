import "server-only";
import type { Logger } from "pino";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type {
  Configuration,
  ConfigurationMistake,
  ConfigurationResult,
  FixedConfiguration,
} from "../configuration/configuration";
import { type ConfigurationState, changedForRestart } from "../configuration/configuration-state";
import type { EditableLiveConfiguration } from "../configuration/live-configuration";
import type { Stage } from "./start-application";

/** What it needs of what runs. */
interface Followed extends Pick<Stage, "own" | "setOwn"> {
  running(): {
    application: { configuration: FixedConfiguration };
    live: Pick<EditableLiveConfiguration, "setConfigured" | "setMetricsToken">;
  };
  leaveDemo(): Promise<unknown>;
}

interface Options {
  stage: Followed;
  initial: ConfigurationState;
  /** Reads the environment, the file and whatever they name. */
  read: () => Promise<ConfigurationResult>;
  log: Pick<Logger, "info" | "warn">;
  now: () => EpochMs;
}

export interface FollowedConfiguration {
  state(): ConfigurationState;
  /** Reads everything again. What is wrong is said, and the last good one stays in force. Never rejects. */
  reload(): Promise<void>;
}

/** Takes over what changes in the configuration while the server runs. */
export function followConfiguration({ stage, initial, read, log, now }: Options): FollowedConfiguration {
  let state = initial;
  let latest = Promise.resolve();

  async function reload(): Promise<void> {
    const result = await read();
    const readAt = now();
    if (!result.ok) {
      state = { ...state, readAt, mistakes: result.mistakes };
      log.warn(
        { mistakes: result.mistakes.map(sentenceOf) },
        "The configuration has mistakes, so the one before stays in force",
      );
      return;
    }
    const needsRestart = await takeOver(result.configuration, result.own);
    state = { file: result.file, readAt, mistakes: [], needsRestart };
    log.info({ needsRestart }, "The configuration was read again");
  }

  async function takeOver(read: Configuration, own: Configuration | null): Promise<string[]> {
    const { application, live } = stage.running();
    if (!application.configuration.demo) {
      // The own fleet never becomes the demo again while it runs, whatever it has left.
      const next = own ?? read;
      live.setConfigured(next);
      return changedForRestart(application.configuration, next);
    }
    live.setMetricsToken(read.metricsToken);
    if (stage.own() === null) return [];
    stage.setOwn(own ?? read);
    if (!read.demo) await stage.leaveDemo();
    return [];
  }

  return {
    state: () => state,
    reload: () => {
      latest = latest
        .then(reload)
        .catch((error: unknown) => log.warn({ err: error }, "The configuration could not be read again"));
      return latest;
    },
  };
}

function sentenceOf({ where, message }: ConfigurationMistake): string {
  return `${where}: ${message}`;
}
