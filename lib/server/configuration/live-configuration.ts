import "server-only";
import type { AccountConfiguration, ChangingConfiguration } from "./configuration";
import { withDistinctLabels } from "./distinct-labels";

/** What holds now of the configuration that may change. Nobody else keeps it, so nobody works with an old one. */
export interface LiveConfiguration {
  /** The same object until something changes. Labels of accounts are distinct, wherever these come from. */
  current(): ChangingConfiguration;
  /** Changes whenever something does. */
  revision(): number;
}

export interface EditableLiveConfiguration extends LiveConfiguration {
  /** What the environment and the file say, or the demo. */
  setConfigured(configured: ChangingConfiguration): void;
  /** What scrapers have to send, where all else stays: in the demo. */
  setMetricsToken(token: string | null): void;
  /** What people added in the browser. An id that is configured as well means what is configured. */
  setStored(accounts: readonly AccountConfiguration[]): void;
}

/** `onChange` is called after each change. */
export function createLiveConfiguration(
  initial: ChangingConfiguration,
  onChange: () => void,
): EditableLiveConfiguration {
  let configured = initial;
  let stored: readonly AccountConfiguration[] = [];
  let current = combined(configured, stored);
  let revision = 0;
  const change = () => {
    revision += 1;
    current = combined(configured, stored);
    onChange();
  };
  return {
    current: () => current,
    revision: () => revision,
    setConfigured: (next) => {
      configured = next;
      change();
    },
    setMetricsToken: (metricsToken) => {
      if (metricsToken === configured.metricsToken) return;
      configured = { ...configured, metricsToken };
      change();
    },
    setStored: (next) => {
      stored = next;
      change();
    },
  };
}

function combined(
  { accounts, rates, budgets, alerts, metricsToken }: ChangingConfiguration,
  stored: readonly AccountConfiguration[],
): ChangingConfiguration {
  const ids = new Set(accounts.map(({ id }) => id));
  const added = stored.filter(({ id }) => !ids.has(id));
  return { accounts: withDistinctLabels([...accounts, ...added]), rates, budgets, alerts, metricsToken };
}

/** The accounts that are part of the fleet. */
export function fleetAccounts({ accounts }: Pick<ChangingConfiguration, "accounts">): AccountConfiguration[] {
  return accounts.filter(({ retired }) => retired === null);
}

/** The accounts of which only the past stays. */
export function retiredAccounts({ accounts }: Pick<ChangingConfiguration, "accounts">): AccountConfiguration[] {
  return accounts.filter(({ retired }) => retired !== null);
}
