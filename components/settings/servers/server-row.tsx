import { Badge } from "@/components/ui/badge";
import type { ListedServer, Settings } from "@/lib/contract/settings";
import { serverMarks, uptimeWords } from "./server-marks";

interface ServerRowProps {
  server: ListedServer;
  servers: readonly ListedServer[];
  accounts: Settings["accounts"];
}

export function ServerRow({ server, servers, accounts }: ServerRowProps) {
  const { name, version, build, isThis } = server;
  const marks = serverMarks(server, servers);
  return (
    <li className="grid gap-x-6 gap-y-1.5 px-3.5 py-3 text-sm md:grid-cols-[minmax(0,1fr)_minmax(0,1.3fr)]">
      <div className="min-w-0">
        <h3 className="flex flex-wrap items-center gap-2 font-semibold">
          <span className="min-w-0 break-all">{name}</span>
          {isThis && <Badge>This one</Badge>}
          {marks.map(({ words }) => (
            <Badge key={words}>{words}</Badge>
          ))}
        </h3>
        <p className="text-muted tabular-nums">
          {version}
          {build !== null && ` · build ${build}`} · {uptimeWords(server, servers)}
        </p>
      </div>
      <Work server={server} accounts={accounts} />
      {marks.map(({ words, detail }) => (
        <p key={words} className="text-xs text-muted md:col-span-2">
          {words}: {detail}
        </p>
      ))}
    </li>
  );
}

function Work({ server, accounts }: Pick<ServerRowProps, "server" | "accounts">) {
  const read = server.accounts.map((id) => accounts.find((account) => account.id === id)?.label ?? id);
  const duties = server.duties.join(", ");
  return (
    <div className="min-w-0">
      <p className="break-words">
        <span className="text-muted">{read.length === 0 ? "Reads no account" : "Reads "}</span>
        {read.join(", ")}
      </p>
      {duties !== "" && <p className="text-muted">Also {duties}</p>}
    </div>
  );
}
