import "server-only";
import { timingSafeEqual } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { hashSetupCode, newSetupCode } from "../auth/setup-code";
import type { CompleteConfiguration, Configuration } from "../configuration/configuration";
import type { ConfigurationState } from "../configuration/configuration-state";
import { DEFAULT_POLL_INTERVAL_MS } from "../configuration/defaults";
import { type Demo, startDemo } from "../demo/start-demo";
import { type Application, setApplication } from "../http/application";
import { changesAnswered } from "../http/running-changes";
import { log } from "../log";
import { drawInWorker } from "../pictures/draw-in-worker";
import { createPictures } from "../pictures/pictures";
import type { Provider } from "../providers/spec";
import { conflict } from "../refusal";
import { createStorageClaim } from "../store/storage-claim";
import { storageRefusal } from "../store/storage-refusal";
import { toStoreError } from "../store/store-error";
import { announceOwnSetup } from "./announce-own-setup";
import { finishBeforeEnd } from "./end-on-signal";
import { type RunningApplication, runApplication } from "./run-application";
import { waitForClaim } from "./wait-for-claim";

/** How long the first answer waits for the store: one that responds is open by then. */
const MOMENT_MS = 1_000;
/** Whoever leaves the demo waits this long for the own data to be opened. */
const OPENING_MS = 15_000;

/** What runs in this process now: the demo, until somebody leaves it, or the own fleet. */
export interface Stage {
  running(): RunningApplication;
  /** What runs once somebody leaves the demo; `null` if that is not possible. */
  own(): Configuration | null;
  setOwn(own: Configuration): void;
  leaveDemo(): Promise<Application>;
  /** Finishes what has begun. */
  stop(): Promise<void>;
}

interface Options {
  complete: CompleteConfiguration;
  providers: readonly Provider[];
  configurationState: () => ConfigurationState;
  /** Called with a sentence if waiting cannot help. */
  giveUp: (sentence: string) => void;
}

/** Runs what the configuration says; `null` if that is impossible, of which `giveUp` has been told. */
export async function startApplication(options: Options): Promise<Stage | null> {
  const { providers, giveUp, configurationState } = options;
  const { configuration } = options.complete;
  const claim = createStorageClaim(configuration.storage);
  const inUse = await waitForClaim(claim, { log: log(), sleep });
  if (inUse !== null) {
    giveUp(inUse.message);
    return null;
  }
  const ownSetupCode = newSetupCode();
  let { own } = options.complete;
  let leaving: Promise<Application> | null = null;
  let left = Promise.resolve();
  const common = {
    ...{ providers, pictures: createPictures(drawInWorker(), Date.now) },
    ofProcess: {
      configurationState,
      leaveDemo,
      mayLeaveDemo: () => own !== null,
      hasCodeToLeaveDemo: () => own !== null && hasSetupCode(own),
      isCodeToLeaveDemo: (code: string) => own !== null && hasSetupCode(own) && isSame(code, ownSetupCode),
    },
  };
  const demo = configuration.demo ? await startDemo(providers, Date.now, DEFAULT_POLL_INTERVAL_MS) : null;
  let running = runApplication({
    ...{ ...common, claim, demo, giveUp },
    configuration: demo === null ? configuration : withDemo(configuration, demo),
    setupCode: demo === null ? ownSetupCode : newSetupCode(),
  });
  setApplication(running.application);
  const stop = async () => {
    // At once, so that it does not count as ready any longer.
    const answered = changesAnswered();
    await running.release();
    await answered;
    await running.close();
    await left;
  };
  finishBeforeEnd(stop);
  if (own !== null && hasSetupCode(own)) announceOwnSetup(ownSetupCode, own.publicUrl);
  await Promise.race([running.tried, sleep(MOMENT_MS, undefined, { ref: false })]);
  return {
    running: () => running,
    own: () => own,
    setOwn: (next) => {
      own = next;
    },
    ...{ leaveDemo, stop },
  };

  /** Everybody who leaves meanwhile leaves with the first. */
  function leaveDemo(): Promise<Application> {
    if (own === null) return Promise.reject(conflict(whyNot(running)));
    leaving ??= replaceDemo(own).finally(() => {
      leaving = null;
    });
    return leaving;
  }

  /** The demo goes on until its successor is able to store what people do. */
  async function replaceDemo(configured: Configuration): Promise<Application> {
    const successor = await openOwn(configured);
    const before = running;
    running = successor;
    own = null;
    setApplication(successor.application);
    log().info("The demo was left");
    // Not waited for: the call that leaves is itself among those that it waits for.
    left = before
      .release()
      .then(before.close)
      .catch((error: unknown) => log().warn({ err: error }, "The demo could not be ended properly"));
    return successor.application;
  }

  async function openOwn(configured: Configuration): Promise<RunningApplication> {
    const ownClaim = createStorageClaim(configured.storage);
    try {
      ownClaim.take();
    } catch (error) {
      throw storageRefusal(toStoreError(error).message);
    }
    let hopeless: string | null = null;
    let isOpen = false;
    const successor = runApplication({
      ...{ ...common, claim: ownClaim, demo: null, configuration: configured, setupCode: ownSetupCode },
      giveUp: (sentence) => {
        if (isOpen) giveUp(sentence);
        else hopeless = sentence;
      },
    });
    await Promise.race([successor.tried, sleep(OPENING_MS, undefined, { ref: false })]);
    const { stored } = successor.application;
    isOpen = stored.current() !== null && hopeless === null;
    if (isOpen) return successor;
    await successor.release();
    await successor.close();
    throw storageRefusal(hopeless ?? stored.problem()?.detail ?? "The own data could not be opened in time.");
  }
}

function withDemo(configuration: Configuration, demo: Demo): Configuration {
  const { accounts, budgets } = demo;
  const channels = [...configuration.alerts.channels, ...demo.channels];
  return { ...configuration, accounts, budgets, alerts: { ...configuration.alerts, channels } };
}

/** Otherwise the first admin is configured, or everybody is one. */
function hasSetupCode({ auth }: Configuration): boolean {
  return auth.asksForSignIn && auth.firstAdmin === null;
}

function isSame(code: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(hashSetupCode(code)), Buffer.from(hashSetupCode(other)));
}

function whyNot({ application }: RunningApplication): string {
  return application.configuration.demo
    ? "CLUSTERDECK_DEMO=on keeps the demo. Set it to auto and restart Clusterdeck: then the demo ends with your first account."
    : "This is not the demo any more. Reload the page.";
}
