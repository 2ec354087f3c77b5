import { PageLink } from "@/components/shell/page-link";

/** The pages of the settings that admins have. */
export function SettingsNav() {
  return (
    <nav aria-label="Settings" className="mb-6 flex gap-1 border-line border-b pb-2 *:first:-ml-2">
      <PageLink href="/settings">Settings</PageLink>
      <PageLink href="/settings/audit">Audit log</PageLink>
    </nav>
  );
}
