import { NoChannelNotice } from "./channels/no-channel-notice";
import { FiringSection } from "./firing/firing-section";
import { HistorySection } from "./history/history-section";
import { DemoInbox } from "./inbox/demo-inbox";
import { EnablePush } from "./push/enable-push";
import { SilenceSection } from "./silences/silence-section";

/** What needs somebody, what is kept quiet, and what was. `isAdmin`: only admins can add channels. */
export function AlertsPage({ isAdmin }: { isAdmin: boolean }) {
  return (
    <div className="mx-auto flex max-w-5xl flex-col gap-8">
      <div>
        <h1 className="text-xl font-semibold tracking-tight">Alerts</h1>
        <p className="mt-1 max-w-prose text-sm text-muted">
          One cause is one alert: what it explains is held back. Old readings start and end nothing.
        </p>
      </div>
      {isAdmin && <NoChannelNotice />}
      <FiringSection />
      <EnablePush />
      <SilenceSection />
      <DemoInbox />
      <HistorySection />
    </div>
  );
}
