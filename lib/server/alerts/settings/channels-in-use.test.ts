import { expect, it, onTestFinished } from "vitest";
import { createSoleServer } from "@/lib/server/coordination/sole-server";
import { temporaryFolders } from "@/lib/testing/stores";
import { NO_CONFIGURED_ALERTS } from "../../configuration/alerts/configured-alerts";
import { migrate } from "../../store/migrate";
import { openDatabase } from "../../store/open-database";
import { slack } from "../channels/slack";
import { ALERT_PART } from "../store/alert-part";
import { openAlertConfiguration } from "./open-alert-configuration";

const newFolder = temporaryFolders();
const NOW = Date.UTC(2026, 10, 30);

it("has in use all channels that somebody expects messages from: also one that its service has refused, and none that was switched off", async () => {
  const store = openDatabase({ dataDir: newFolder() });
  onTestFinished(store.close);
  await migrate(store, ALERT_PART.migrations);
  const configuration = { alerts: NO_CONFIGURED_ALERTS, secretKey: { key: Buffer.alloc(32, 1) } };
  const opened = await openAlertConfiguration({
    store,
    configuration,
    hints: createSoleServer().hints,
    now: () => NOW,
  });
  for (const id of ["well", "refused", "off", "removed"]) {
    const channel = {
      id,
      kind: slack,
      label: id,
      source: "settings",
      minSeverity: "info",
      isPerAlert: undefined,
    } as const;
    const told = { rules: null, accounts: null, show: { names: true, costs: true }, settings: {} };
    await opened.channels.add({ ...channel, ...told, secrets: { url: `https://hooks.example.com/${id}` } }, NOW);
  }
  await opened.noteAttempt("refused", { reason: "The address is gone.", disables: true }, NOW);
  await opened.channels.disable("off", "Switched off by a@example.org");
  await opened.channels.remove("removed");
  expect(await opened.sendable("refused")).toBeNull();
  expect(opened.channelsInUse().sort()).toEqual(["refused", "well"]);
});
