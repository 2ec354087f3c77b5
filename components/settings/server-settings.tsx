"use client";

import { useQuery } from "@tanstack/react-query";
import { Callout } from "@/components/ui/callout";
import { Skeleton } from "@/components/ui/skeleton";
import { problemText } from "@/lib/queries/request";
import { settingsQuery } from "@/lib/queries/settings/settings-query";
import { ConfigurationNotice } from "./configuration-notice";
import { Servers } from "./servers/servers";
import { SettingsSection } from "./settings-section";
import { SystemFacts } from "./system-facts";

/** How this server is set up; for admins. */
export function ServerSettings() {
  const { data: settings, error } = useQuery(settingsQuery);
  return (
    <>
      {settings && <ConfigurationNotice configuration={settings.configuration} />}
      <SettingsSection title="This server">
        {error && (
          <Callout title="The settings cannot be read" className={settings ? "mb-2" : ""}>
            {problemText(error)}
          </Callout>
        )}
        {settings ? <SystemFacts settings={settings} /> : !error && <Skeleton className="h-40" />}
      </SettingsSection>
      {settings && (
        <SettingsSection title="Servers">
          <Servers settings={settings} />
        </SettingsSection>
      )}
    </>
  );
}
