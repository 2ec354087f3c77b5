import { PageLink } from "@/components/shell/page-link";
import { ACCOUNTS_PATH } from "@/lib/domain/people/accounts-path";

/** Links between the settings pages, for admins. */
export function SettingsNav() {
  return (
    <nav aria-label="Settings" className="mb-6 flex gap-1 border-line border-b pb-2 *:first:-ml-2">
      <PageLink href="/settings">Settings</PageLink>
      <PageLink href={ACCOUNTS_PATH} hasSubpages>
        Accounts
      </PageLink>
      <PageLink href="/settings/channels">Channels</PageLink>
      <PageLink href="/settings/rules">Rules</PageLink>
      <PageLink href="/settings/audit">Audit log</PageLink>
    </nav>
  );
}
