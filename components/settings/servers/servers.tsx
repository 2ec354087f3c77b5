import type { Settings } from "@/lib/contract/settings";
import { ServerRow } from "./server-row";

/** The servers that share the database, and what each of them does. */
export function Servers({ settings: { servers, accounts } }: { settings: Settings }) {
  if (servers === null) {
    return (
      <p className="text-sm text-muted">
        This is the only server. Several can share the work once the data is in PostgreSQL.
      </p>
    );
  }
  if (servers.length === 0) {
    return <p className="text-sm text-muted">The servers are not known while the database does not answer.</p>;
  }
  return (
    <ul className="divide-y divide-line rounded-lg border border-line bg-panel">
      {servers.map((server) => (
        <ServerRow key={server.id} server={server} servers={servers} accounts={accounts} />
      ))}
    </ul>
  );
}
